package callboard.calls.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.calls.intake.Outcome;
import callboard.calls.outbox.Listener;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Channels;
import callboard.testing.TestRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An import ends in the very rows that its events, sent one after the other, end in; nobody hears of what is long
/// past.
class ImportedAsPostedTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final Map<String, String> UPLOAD =
            Map.of("Content-Type", "application/octet-stream", "X-API-Key", Api.ADMIN_KEY);
    private static final String PATH = "/api/ops/connections/history";
    private static final String[] CHANNELS = {
        Channels.CALL_STATUS_UPDATES,
        Channels.CALL_ALERTS,
        Channels.CALL_ALERTS_ACKNOWLEDGED,
        Channels.CALL_ALERTS_CLEARED
    };
    private static final int CALLS = 800;

    private final Random random = new Random(20261129);
    // Alerts are kept for 30 days.
    private final Instant begin = Instant.now().minus(Duration.ofDays(20));

    @Test
    void bothWaysEndInTheSameRows() throws Exception {
        var log = log();
        try (var redis = TestRedis.started();
                var importing = RunningService.start(redis);
                var listener = new Listener(redis, CHANNELS);
                var otherRedis = TestRedis.started();
                var posting = RunningService.start(otherRedis)) {
            imports(importing, log);
            posts(posting, log);

            assertThat(rows(importing, "calls", "{last_heard}")).hasSize(CALLS);
            assertThat(rows(importing, "alerts", "{}")).isNotEmpty();
            assertThat(rows(importing, "agent_work", "{}")).isNotEmpty();
            assertSame(importing, posting, "calls", "{last_heard}");
            assertSame(importing, posting, "call_events", "{id, received_at}");
            assertSame(importing, posting, "alerts", "{id, kept_at}");
            assertSame(importing, posting, "agent_work", "{}");
            assertSame(importing, posting, "queue_transfers", "{}");
            for (var counters :
                    List.of("call_totals", "stats_minutes", "stats_quarters", "stats_waits", "agent_days")) {
                assertSame(importing, posting, counters, "{}");
            }
            assertThat(listener.all()).isEmpty();
        }
    }

    /// As does whoever reads on after an import that was broken off.
    @Test
    void callsThatEndedWithinADayAreHeardOf() throws Exception {
        try (var redis = TestRedis.started();
                var service = RunningService.start(redis);
                var listener = new Listener(redis, CHANNELS)) {
            long now = Instant.now().getEpochSecond();
            imports(service, """
                    %1$d|old|medical|NONE|ENTERQUEUE||200|1
                    %2$d|old|medical|NONE|ABANDON|1|1|900
                    %3$d|new|medical|NONE|ENTERQUEUE||200|1
                    %4$d|new|medical|NONE|ABANDON|1|1|900
                    %4$d|live|medical|NONE|ENTERQUEUE||200|1
                    """.formatted(now - 100_000, now - 99_100, now - 4000, now - 3100));

            await().untilAsserted(() -> assertThat(listener.of("live")).isNotEmpty());
            await().untilAsserted(() -> assertThat(listener.of("new")).hasSizeGreaterThan(2));
            assertThat(listener.of("old")).isEmpty();
            assertThat(service.api.get("/api/calls/old").text("status")).isEqualTo("ended");
        }
    }

    /// Alerts are kept for 30 days, calls for 90.
    @Test
    void alertsThatWouldBeRemovedTheSameDayAreNotStored() throws Exception {
        try (var redis = TestRedis.started();
                var service = RunningService.start(redis)) {
            long now = Instant.now().getEpochSecond();
            imports(service, """
                    %1$d|forgotten|medical|NONE|ENTERQUEUE||200|1
                    %2$d|forgotten|medical|NONE|ABANDON|1|1|900
                    %3$d|remembered|medical|NONE|ENTERQUEUE||200|1
                    %4$d|remembered|medical|NONE|ABANDON|1|1|900
                    """.formatted(
                            now - 31 * 86_400, now - 31 * 86_400 + 900, now - 29 * 86_400, now - 29 * 86_400 + 900));

            assertThat(service.api.get("/api/calls/forgotten").body().path("flags"))
                    .isEqualTo(service.api.get("/api/calls/remembered").body().path("flags"))
                    .isNotEmpty();
            assertThat(service.sql.queryForList("select distinct call_id from alerts", String.class))
                    .containsExactly("remembered");
        }
    }

    private static void imports(RunningService service, String log) {
        service.api.put(PATH, "{\"kind\": \"asterisk-queue-log\", \"enabled\": true, \"queues\": \"adopt\"}", ADMIN);
        service.api.post(PATH + "/imports", BodyPublishers.ofByteArray(log.getBytes(UTF_8)), UPLOAD);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.api
                        .get(PATH + "/imports", ADMIN)
                        .body()
                        .path(0)
                        .path("state")
                        .asString()
                        .equals("done"));
    }

    private static void posts(RunningService service, String log) throws InterruptedException {
        var translator = new QueueLogTranslator(AsteriskRules.STANDARD, ZoneOffset.UTC);
        var events = new ArrayList<CallEventRequest>();
        log.lines().forEach(line -> events.addAll(translator.translate(line, 0).events()));
        events.addAll(translator.passed(Instant.now()));
        var origin = new Origin(
                "connection:history:import",
                true,
                (event, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Stored.class));
        for (var event : events) {
            service.bean(ConnectionIntake.class).take(origin, List.of(event));
        }
    }

    private static void assertSame(RunningService imported, RunningService posted, String table, String without) {
        assertThat(rows(imported, table, without)).as(table).isEqualTo(rows(posted, table, without));
    }

    /// What counts nothing is no row.
    private static List<String> rows(RunningService service, String table, String without) {
        await().untilAsserted(() -> assertThat(
                        service.sql.queryForObject("select count(*) from count_journal", Integer.class))
                .isZero());
        return service.sql.queryForList(
                "select row from (select (to_jsonb(it) - ?::text[])::text as row from %s it) x where row ~ ': -?[1-9]' order by 1"
                        .formatted(table),
                String.class,
                without);
    }

    /// Calls of every kind, that overlap: answered, abandoned, rung in vain at once and later, transferred, overflowed.
    private String log() {
        var lines = new ArrayList<String>();
        for (int call = 0; call < CALLS; call++) {
            long at = begin.getEpochSecond() + call * 7L;
            var queue = "queue-" + call % 3;
            lines.add(line(at, call, queue, "NONE|ENTERQUEUE||55512%03d|1".formatted(call % 1000)));
            for (int rings = random.nextInt(3); rings > 0; rings--) {
                at += 15;
                lines.add(line(at, call, queue, agent() + "|RINGNOANSWER|15000"));
            }
            switch (random.nextInt(6)) {
                case 0 -> lines.add(line(at + random.nextInt(90), call, queue, "NONE|ABANDON|1|1|9"));
                case 1 -> lines.add(line(at + 300, call, queue, "NONE|EXITWITHTIMEOUT|1|1|300"));
                case 2 -> {
                    talk(lines, call, queue, at, "BLINDTRANSFER|8600|queues|5|30|1");
                    lines.add(line(at + 61, call, "queue-x", "NONE|ENTERQUEUE||200|1"));
                    talk(lines, call, "queue-x", at + 65, "COMPLETECALLER|3|55|1");
                }
                default -> talk(lines, call, queue, at, "COMPLETEAGENT|5|55|1");
            }
        }
        return lines.stream()
                .sorted(Comparator.comparingLong(line -> Long.parseLong(line.substring(0, line.indexOf('|')))))
                .collect(joining("\n"));
    }

    private void talk(List<String> lines, int call, String queue, long at, String end) {
        var agent = agent();
        lines.add(line(at + 5, call, queue, "%s|CONNECT|5|leg-%d-%d|4".formatted(agent, call, at)));
        lines.add(line(at + 60, call, queue, agent + "|" + end));
    }

    private String agent() {
        return "agent-" + random.nextInt(20);
    }

    private static String line(long at, int call, String queue, String what) {
        return "%d|c%d|%s|%s".formatted(at, call, queue, what);
    }
}
