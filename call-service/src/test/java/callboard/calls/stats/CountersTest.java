package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two replicas, two lanes each, one queue, one minute, one agent.
class CountersTest {

    private static final int CALLS = 1200;

    private static final String DATABASE = TestPostgres.freshDatabase();
    private static final TestRedis REDIS = TestRedis.started();
    private static final SettableClock CLOCK = new SettableClock();
    private static final RunningService ONE = service();
    private static final RunningService OTHER = service();

    private static RunningService service() {
        return RunningService.start(
                DATABASE,
                REDIS,
                CLOCK,
                "callboard.timers.every=1h",
                "callboard.intake.lanes=2",
                "callboard.intake.batch=20",
                "callboard.stats.push-every=1h",
                "callboard.retention.every=1h");
    }

    @BeforeEach
    void empty() {
        // In the order in which who posts what is counted locks them, who may be at it; nobody else is.
        ONE.sql.execute(
                "truncate count_journal, calls, call_totals, agent_days, stats_minutes, stats_quarters cascade");
    }

    @AfterAll
    static void stop() {
        ONE.close();
        OTHER.close();
        REDIS.close();
    }

    @Test
    void writersThatCountInTheSameMinuteLoseNothingAndNeverLockInACircle() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(sender -> () -> {
                        var events = IntStream.range(0, CALLS / 8)
                                .boxed()
                                .flatMap(i -> story("c-" + sender + "-" + i).stream())
                                .collect(Collectors.joining(",", "[", "]"));
                        return (sender % 2 == 0 ? ONE : OTHER)
                                .api
                                .post(
                                        "/api/events/batch",
                                        events,
                                        Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY))
                                .body()
                                .path("stored")
                                .asInt();
                    })
                    .toList();
            for (var stored : threads.invokeAll(senders)) {
                assertThat(stored.get()).isEqualTo(CALLS / 8 * 4);
            }
        }

        var all = ONE.api.get("/api/stats").body().path("all");
        assertThat(all.path("offered").asInt()).isEqualTo(CALLS);
        assertThat(all.path("answered").asInt()).isEqualTo(CALLS);
        assertThat(all.path("asa").asDouble()).isEqualTo(7);
        var agent = ONE.api.get("/api/agents").body().path(0);
        assertThat(agent.path("handledToday").asInt()).isEqualTo(CALLS);
        assertThat(ONE.sql.queryForObject(
                        "select deadlocks from pg_stat_database where datname = current_database()", Long.class))
                .isZero();
    }

    private static List<String> story(String callId) {
        return List.of(
                Api.initiated(callId),
                Api.routed(callId, "ana"),
                Api.answered(callId, 7),
                Api.ended(callId, "completed", 30));
    }

    @Test
    void aWriterThatTakesItsTimeKeepsNoOtherWaiting() throws Exception {
        story("first").forEach(ONE.api::post);
        try (var slow = DriverManager.getConnection(DATABASE);
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            // As a transaction that has counted and not yet committed.
            statement.execute("update stats_minutes set offered = offered");
            statement.execute("update agent_days set handled = handled");

            assertThat(story("second"))
                    .allSatisfy(
                            event -> assertThat(OTHER.api.post(event).status()).isEqualTo(201));
            slow.rollback();
        }

        assertThat(ONE.api.get("/api/stats").body().path("all").path("answered").asInt())
                .isEqualTo(2);
    }

    /// However it is read and posted meanwhile, by two replicas, the same is counted.
    @Test
    void whatIsPostedSaysTheSameAsBefore() {
        for (int i = 0; i < 20; i++) {
            story("c" + i).forEach((i % 2 == 0 ? ONE : OTHER).api::post);
            assertThat(ONE.api
                            .get("/api/stats")
                            .body()
                            .path("all")
                            .path("answered")
                            .asInt())
                    .isEqualTo(i + 1);
            assertThat(OTHER.api
                            .get("/api/agents")
                            .body()
                            .path(0)
                            .path("handledToday")
                            .asInt())
                    .isEqualTo(i + 1);
            (i % 3 == 0 ? ONE : OTHER).bean(CounterRollup.class).postOnce();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ONE.sql.queryForObject("select count(*) from count_journal", Integer.class) == 0);
        assertThat(ONE.api.get("/api/stats").body().path("all").path("answered").asInt())
                .isEqualTo(20);
        assertThat(OTHER.api
                        .get("/api/agents")
                        .body()
                        .path(0)
                        .path("handledToday")
                        .asInt())
                .isEqualTo(20);
        assertThat(ONE.sql.queryForObject("select sum(answered) from stats_minutes", Integer.class))
                .isEqualTo(20);
    }

    @Test
    void whatIsNotStoredIsNotCounted() {
        assertThat(ONE.api.post(Api.initiated("c")).status()).isEqualTo(201);
        assertThat(ONE.api.post(Api.initiated("c")).status()).isEqualTo(200);
        assertThat(ONE.api.post(Api.hold("c", 3)).status()).isEqualTo(422);

        assertThat(ONE.api.get("/api/stats").body().path("all").path("offered").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeCountedIsNotStored() {
        ONE.sql.execute("alter table count_journal add constraint refuse check (false) not valid");
        assertThat(ONE.api.post(Api.initiated("c")).status()).isEqualTo(500);
        ONE.sql.execute("alter table count_journal drop constraint refuse");

        assertThat(ONE.api.get("/api/calls/c").status()).isEqualTo(404);
        assertThat(ONE.api.post(Api.initiated("c")).status()).isEqualTo(201);
    }
}
