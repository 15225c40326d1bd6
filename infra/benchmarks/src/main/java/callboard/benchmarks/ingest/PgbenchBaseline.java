package callboard.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the same PostgreSQL makes by its own benchmark, one event a transaction: a measure that can be taken on
/// any machine, so that figures from different ones can be held against each other.
///
/// An event is what storing one takes at the least, in tables with nothing but primary keys: its call is locked
/// and read, the event stored, the call moved on, a message put in an outbox. A row is the event alone.
final class PgbenchBaseline {

    private static final String PREPARE = """
            drop table if exists pgbench_baseline_calls, pgbench_baseline_events, pgbench_baseline_outbox;
            create table pgbench_baseline_calls (id text primary key, status text not null, queue_id text not null, agent_id text,
              start_time timestamptz not null, status_since timestamptz not null, sequence integer not null);
            insert into pgbench_baseline_calls
              select 'call-' || n, 'waiting', 'medical_spanish', null, now(), now(), 1 from generate_series(1, 10000) as n;
            create table pgbench_baseline_events (call_id text not null, sequence integer not null, id uuid not null,
              type text not null, happened_at timestamptz not null, received_at timestamptz not null,
              metadata json not null, primary key (call_id, sequence, id));
            create table pgbench_baseline_outbox (id bigint generated always as identity primary key, call_id text not null,
              sequence integer not null, payload text not null);
            """;
    private static final String ROW = """
            insert into pgbench_baseline_events values ('row-' || gen_random_uuid(), 1, uuidv7(), 'call_initiated', now(), now(),
              '{"type":"voice","queueId":"medical_spanish"}');
            """;
    private static final String EVENT = """
            \\set n random(1, 10000)
            begin;
            select * from pgbench_baseline_calls where id = 'call-' || :n for update;
            insert into pgbench_baseline_events values ('call-' || :n, 2, uuidv7(), 'call_routed', now(), now(),
              '{"agentId":"agent_7","routingTime":4}');
            update pgbench_baseline_calls set agent_id = 'agent_7', status_since = now(), sequence = sequence + 1
              where id = 'call-' || :n;
            insert into pgbench_baseline_outbox (call_id, sequence, payload) values ('call-' || :n, 2, repeat('x', 500));
            commit;
            """;
    private static final String CLEAR =
            "drop table pgbench_baseline_calls, pgbench_baseline_events, pgbench_baseline_outbox;";
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final int SECONDS = 8;
    // A server lets a hundred in, usually, and others want to come in, too.
    private static final int MOST_CLIENTS = 64;

    @Option(
            names = "--pgbench",
            paramLabel = "URL",
            description =
                    "Run pgbench just before and report the ratio; postgresql://user:password@host:port/database.")
    private @Nullable URI database;

    /// Transactions a second; zeroes when none were asked for.
    record Rates(double events, double rows) {

        /// Empty when nothing was measured.
        String compared(double perSecond) {
            return events == 0
                    ? ""
                    : String.format(Locale.ROOT, """

                    pgbench just before, one event a transaction: %,.0f a second; this is %.2f of it
                    pgbench just before, one bare row a transaction: %,.0f a second; this is %.2f of it
                    """, events, perSecond / events, rows, perSecond / rows);
        }
    }

    Rates measure(int connections) throws IOException, InterruptedException {
        if (database == null) {
            return new Rates(0, 0);
        }
        pgbench(PREPARE, List.of("--transactions=1", "--client=1"));
        try {
            return new Rates(rate(EVENT, connections), rate(ROW, connections));
        } finally {
            pgbench(CLEAR, List.of("--transactions=1", "--client=1"));
        }
    }

    private double rate(String script, int connections) throws IOException, InterruptedException {
        var clients = String.valueOf(Math.min(connections, MOST_CLIENTS));
        var rate = RATE.matcher(pgbench(
                script, List.of("--time=" + SECONDS, "--client=" + clients, "--jobs=2", "--protocol=prepared")));
        if (!rate.find()) {
            throw new IOException("pgbench reported no rate");
        }
        return Double.parseDouble(rate.group(1));
    }

    private String pgbench(String script, List<String> options) throws IOException, InterruptedException {
        Path file = Files.createTempFile("baseline", ".sql");
        try {
            Files.writeString(file, script);
            var command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--file=" + file));
            command.addAll(options);
            command.add(String.valueOf(database));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("pgbench failed: " + output);
            }
            return output;
        } finally {
            Files.delete(file);
        }
    }
}
