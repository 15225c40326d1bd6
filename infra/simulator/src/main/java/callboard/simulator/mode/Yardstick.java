package callboard.simulator.mode;

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

/// What the same PostgreSQL makes of one bare event row a transaction, by its own benchmark: a measure that can be
/// taken on any machine, so that figures from different ones can be held against each other.
final class Yardstick {

    private static final String TABLE = "callboard_yardstick";
    private static final String CREATE = """
            drop table if exists %1$s;
            create table %1$s (call_id text not null, sequence integer not null, id uuid not null, type text not null,
              happened_at timestamptz not null, received_at timestamptz not null, metadata json not null,
              primary key (call_id, sequence));
            """.formatted(TABLE);
    private static final String INSERT = """
            insert into %s values ('yard-' || gen_random_uuid(), 1, uuidv7(), 'call_initiated', now(), now(),
              '{"type":"voice","queueId":"medical_spanish"}');
            """.formatted(TABLE);
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final int SECONDS = 8;
    // A server lets a hundred in, usually, and others want to come in, too.
    private static final int MOST_CLIENTS = 64;

    @Option(names = "--pgbench", paramLabel = "URL",
            description = "Run pgbench just before and tell the ratio; postgresql://user:password@host:port/database.")
    private @Nullable URI database;

    /// Transactions a second, or 0 when none was asked for.
    double measure(int connections) throws IOException, InterruptedException {
        if (database == null) {
            return 0;
        }
        pgbench(CREATE, List.of("--transactions=1", "--client=1"));
        try {
            var clients = String.valueOf(Math.min(connections, MOST_CLIENTS));
            var told = RATE.matcher(pgbench(INSERT,
                    List.of("--time=" + SECONDS, "--client=" + clients, "--jobs=2", "--protocol=prepared")));
            if (!told.find()) {
                throw new IOException("pgbench told no rate");
            }
            return Double.parseDouble(told.group(1));
        } finally {
            pgbench("drop table %s;".formatted(TABLE), List.of("--transactions=1", "--client=1"));
        }
    }

    /// Empty when nothing was measured.
    static String compared(double perSecond, double yardsticksRate) {
        return yardsticksRate == 0 ? "" : String.format(Locale.ROOT,
                "%npgbench just before, one bare row a transaction: %,.0f a second; this is %.2f of it%n",
                yardsticksRate, perSecond / yardsticksRate);
    }

    private String pgbench(String script, List<String> options) throws IOException, InterruptedException {
        Path file = Files.createTempFile("yardstick", ".sql");
        try {
            Files.writeString(file, script);
            var command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--file=" + file));
            command.addAll(options);
            command.add(String.valueOf(database));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("pgbench failed: " + told);
            }
            return told;
        } finally {
            Files.delete(file);
        }
    }
}
