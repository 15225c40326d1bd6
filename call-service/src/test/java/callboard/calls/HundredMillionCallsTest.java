package callboard.calls;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.intake.CallWriter;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What PostgreSQL does when it believes in a hundred million calls: its statistics say so, the tables hold a thousand.
class HundredMillionCallsTest {

    private static final int CALLS = 1_000;
    private static final int BELIEVED_IN = 100_000_000;

    // As PostgreSQL 18 takes over what another cluster knew of its tables.
    private static final String BELIEVE = """
            select pg_restore_relation_stats(
              'schemaname', current_schema()::text, 'relname', relname::text,
              'relpages', (pg_relation_size(oid) / current_setting('block_size')::int)::int,
              'reltuples', (reltuples * %d)::real)
            from pg_class
            where reltuples > 0 and oid in (
              select unnest(array[indrelid, indexrelid]) from pg_index
              where indrelid = 'calls'::regclass
                or indrelid in (select conrelid from pg_constraint where confrelid = 'calls'::regclass))
            """.formatted(BELIEVED_IN / CALLS);

    private static final String SCANS =
            "select relname, seq_scan from pg_stat_user_tables where relname in ('calls', 'call_events') order by 1";

    private final String database = TestPostgres.freshDatabase();
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @Test
    void noStatementReadsAllCallsOrAllEvents() {
        try (var redis = TestRedis.started()) {
            try (var service = RunningService.start(database, redis)) {
                fill(service.api);
            }
            List.of("calls", "call_events")
                    .forEach(table -> sql.execute("alter table " + table + " set (autovacuum_enabled = false)"));
            sql.execute("vacuum (analyze)");
            sql.query(BELIEVE, _ -> {});
            assertThat(sql.queryForObject("select reltuples from pg_class where relname = 'calls'", Long.class))
                    .isEqualTo(BELIEVED_IN);
            var before = sql.queryForList(SCANS);

            try (var service = RunningService.start(database, redis)) {
                write(service);
                read(service.api);
            }

            // A connection tells what it has read when it ends.
            assertThat(sql.queryForList(SCANS)).isEqualTo(before);
        }
    }

    private static void fill(Api api) {
        for (int first = 0; first < CALLS; first += 250) {
            int from = first;
            batch(
                    api,
                    IntStream.range(from, from + 250)
                            .boxed()
                            .flatMap(number -> ended("call-" + number, "agent-" + number % 40)));
        }
    }

    private static Stream<String> ended(String callId, String agentId) {
        return Stream.of(
                Api.initiated(callId),
                Api.routed(callId, agentId),
                Api.answered(callId, 3),
                Api.ended(callId, "completed", 30));
    }

    private static void batch(Api api, Stream<String> events) {
        assertThat(api.postAll(events).status()).isEqualTo(200);
    }

    private void write(RunningService service) {
        Stream.of(
                        Api.initiated("new"),
                        Api.routed("new", "agent-1"),
                        Api.answered("new", 3),
                        Api.hold("new", 5),
                        Api.resumed("new"),
                        Api.retransfer("new"))
                .forEach(event -> assertThat(service.api.post(event).status()).isEqualTo(201));
        batch(service.api, Stream.of(Api.initiated("new-2"), Api.ended("new-2", "abandoned", 30)));
        // The one that ended long ago is told of once more.
        service.api.post(Api.ended("call-1", "completed", 40));
        service.bean(CallWriter.class).writeDue(Instant.now().plus(Duration.ofHours(1)), 500, List.of());
        assertThat(service.api
                        .delete("/api/ops/callers/+4930123456", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(200);
    }

    private void read(Api api) {
        Stream.of(
                        "/api/calls",
                        "/api/calls?page=100",
                        "/api/calls?status=ended",
                        "/api/calls?status=waiting,active",
                        "/api/calls?queueId=medical_spanish",
                        "/api/calls?queueId=medical_spanish&status=ended",
                        "/api/calls?type=video",
                        "/api/calls?agentId=agent-1",
                        "/api/calls?agentId=agent-1&endReason=failed",
                        "/api/calls?endReason=abandoned",
                        "/api/calls?flag=wait_sla_exceeded",
                        "/api/calls?flag=short_call&queueId=medical_spanish",
                        "/api/calls?missedBy=agent-1",
                        "/api/calls?visited=medical_spanish&from=" + now.minus(1, ChronoUnit.DAYS),
                        "/api/calls?from=" + now.minus(1, ChronoUnit.DAYS),
                        "/api/calls?from=" + now.minus(1, ChronoUnit.DAYS) + "&to=" + now,
                        "/api/calls?sort=-waitTime",
                        "/api/calls?sort=duration&queueId=medical_spanish",
                        "/api/calls?status=ended&sort=statusSince",
                        "/api/calls?sort=id",
                        "/api/calls?sort=-waited",
                        "/api/calls?handledBy=agent-1&from=" + now.minus(1, ChronoUnit.DAYS),
                        "/api/calls?hungUpOn=agent-1",
                        "/api/calls?answered=false&from=" + now.minus(1, ChronoUnit.DAYS),
                        "/api/calls?q=c",
                        "/api/calls?q=call-77",
                        "/api/calls?q=4930123456",
                        "/api/calls/call-77",
                        "/api/calls/call-77/events",
                        "/api/calls.csv",
                        "/api/visits.csv",
                        "/api/callbacks",
                        "/api/alerts",
                        "/api/agents",
                        "/api/agents/queues",
                        "/api/replay?from=%s&to=%s".formatted(now, now.plus(1, ChronoUnit.HOURS)),
                        "/api/stats",
                        "/api/stats?window=today",
                        "/api/stats/series?window=today",
                        "/api/reports?from=%s&to=%s&by=agent".formatted(now.minus(7, ChronoUnit.DAYS), now),
                        "/api/reports?from=%s&to=%s&by=queue".formatted(now.minus(7, ChronoUnit.DAYS), now))
                .forEach(path -> assertThat(api.get(path).status()).as(path).isEqualTo(200));
        assertThat(api.get("/api/ops/system", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(200);
    }
}
