package callboard.calls.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two replicas that share a database and a clock, and only sweep when they are told.
class SweeperTest {

    private final String database = TestPostgres.freshDatabase();
    private final TestRedis redis = TestRedis.started();
    private final SettableClock clock = new SettableClock();
    private RunningService one = service();
    private final RunningService other = service();

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private RunningService service() {
        return RunningService.start(database, redis, clock, "callboard.timers.every=1h");
    }

    @Test
    void aBreachIsInTheHistoryOnTheCallAndPublishedWithAnAlert() {
        one.api.post(Api.initiated("c"));
        clock.tick(Duration.ofSeconds(30));
        sweep(other);

        var flagged = one.api.get("/api/calls/c/events").body().path(1);
        assertThat(flagged.path("type").asString()).isEqualTo("call_flagged");
        assertThat(flagged.path("sequence").asInt()).isEqualTo(2);
        assertThat(flagged.path("metadata").path("flags").path(0).path("rule").asString())
                .isEqualTo("wait_sla_exceeded");
        assertThat(one.api.get("/api/calls/c").body().path("flags").path(0).asString())
                .isEqualTo("wait_sla_exceeded");
        assertThat(one.api
                        .get("/api/calls?flag=wait_sla_exceeded")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        one.api.post(Api.initiated("c"));
        clock.tick(Duration.ofMillis(29_999));
        sweep(one);

        assertThat(events("c")).containsExactly("call_initiated");
    }

    @Test
    void deadlinesOutliveARestart() {
        one.api.post(Api.initiated("c"));
        one.api.post(Api.routed("c", "agent_7"));
        one.close();
        clock.tick(Duration.ofSeconds(15));
        one = service();
        sweep(one);

        assertThat(events("c")).containsExactly("call_initiated", "call_routed", "call_retransfer");
        assertThat(one.api.get("/api/calls/c").body().has("agentId")).isFalse();
        assertThat(one.api.get("/api/calls/c").body().path("flags").path(0).asString())
                .isEqualTo("reroute_required");
    }

    @Test
    void anEventThatGetsThereFirstDisarms() {
        one.api.post(Api.initiated("c"));
        clock.tick(Duration.ofSeconds(29));
        one.api.post(Api.answered("c", 29));
        clock.tick(Duration.ofSeconds(29));
        sweep(one);

        assertThat(events("c")).containsExactly("call_initiated", "call_answered");
    }

    @Test
    void oneCallThatCannotBeWrittenHoldsUpNoneOfTheOthers() {
        for (int i = 0; i < 7; i++) {
            one.api.post(Api.initiated("c" + i));
        }
        one.sql.execute("alter table outbox add constraint refuse check (call_id <> 'c3' or sequence = 1)");
        clock.tick(Duration.ofSeconds(30));
        sweep(one);

        for (int i = 0; i < 7; i++) {
            assertThat(events("c" + i)).hasSize(i == 3 ? 1 : 2);
        }
        assertThat(one.api.get("/actuator/prometheus").raw().body()).contains("callboard_timers_unwritable 1.0");
        assertThat(sweep(one)).as("calls looked at while it is left alone").isZero();
        one.sql.execute("alter table outbox drop constraint refuse");
        assertThat(sweep(one)).isZero();
        clock.tick(Duration.ofSeconds(10));
        sweep(one);
        assertThat(events("c3")).containsExactly("call_initiated", "call_flagged");
        assertThat(one.api.get("/actuator/prometheus").raw().body()).contains("callboard_timers_unwritable 0.0");
    }

    @Test
    void twoReplicasThatSweepAtOnceDoEverythingExactlyOnce() throws Exception {
        var json = Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY);
        for (int batch = 0; batch < 3; batch++) {
            int first = batch * 1000;
            one.api.post(
                    "/api/events/batch",
                    IntStream.range(first, first + 1000)
                            .mapToObj(i -> Api.initiated("c" + i))
                            .collect(Collectors.joining(",", "[", "]")),
                    json);
        }
        clock.tick(Duration.ofSeconds(30));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweeps = IntStream.range(0, 8).<Callable<Integer>>mapToObj(i -> () -> sweep(i % 2 == 0 ? one : other));
            for (var sweep : threads.invokeAll(sweeps.toList())) {
                assertThat(sweep.get()).isNotNegative();
            }
        }
        sweep(one);

        assertThat(one.sql.queryForObject(
                        "select count(*) from call_events where type = 'call_flagged'", Integer.class))
                .isEqualTo(3000);
        assertThat(one.sql.queryForObject("select count(*) from calls where sequence <> 2", Integer.class))
                .isZero();
        assertThat(one.sql.queryForList(
                        "select level || ' ' || count(*) from alerts group by level order by 1", String.class))
                .containsExactly("breach 3000", "warning 3000");
        assertThat(one.sql.queryForObject(
                        "select count(*) from calls where next_due <= ?",
                        Integer.class,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .isZero();
    }

    /// The replica's session is killed after it has decided and before it commits, as by kill -9.
    @Test
    void aReplicaThatIsKilledInTheMiddleLeavesNothingHalfDone() throws Exception {
        for (int i = 0; i < 5; i++) {
            one.api.post(Api.initiated("c" + i));
        }
        clock.tick(Duration.ofSeconds(30));
        try (var gate = DriverManager.getConnection(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gate.setAutoCommit(false);
            gate.createStatement().execute("lock table outbox in access exclusive mode");
            var sweep = threads.submit(() -> sweep(one));
            await().until(() -> sessionsAtTheGate().size() == 1);

            other.sql.queryForList(
                    "select pg_terminate_backend(?)", sessionsAtTheGate().getFirst());
            assertThatThrownBy(sweep::get).hasRootCauseInstanceOf(SQLException.class);
            gate.rollback();
        }
        assertThat(events("c0")).containsExactly("call_initiated");
        assertThat(other.api.get("/api/alerts").body().path("total").asInt()).isZero();
        sweep(other);

        for (int i = 0; i < 5; i++) {
            assertThat(events("c" + i)).containsExactly("call_initiated", "call_flagged");
        }
        assertThat(other.api
                        .get("/api/alerts?level=breach")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(5);
    }

    /// Sessions that have written calls and wait to write what is to be published of them.
    private List<Integer> sessionsAtTheGate() {
        return other.sql.queryForList("""
                select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                and query like 'insert into outbox%'""", Integer.class);
    }

    private static int sweep(RunningService service) {
        return service.bean(Sweeper.class).sweepOnce();
    }

    private List<String> events(String callId) {
        return one.api
                .get("/api/calls/" + callId + "/events")
                .body()
                .valueStream()
                .map((JsonNode event) -> event.path("type").asString())
                .toList();
    }
}
