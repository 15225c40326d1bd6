package callboard.calls.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.background.BackgroundLoop;
import callboard.calls.intake.CallWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final String COUNTED = """
            select minute, queue_id, sum(offered) as offered, sum(handled) as handled, sum(handle_millis) as millis
            from counted_minutes group by minute, queue_id order by minute, queue_id
            """;
    private static final String WORKED = """
            select day, agent_id, sum(handled) as handled, max(last_left) as last_left
            from counted_days group by day, agent_id order by day, agent_id
            """;

    private final SharedReplicas replicas = SharedReplicas.with(
            "callboard.stats.zone=UTC",
            "callboard.retention.keep=P30D",
            "callboard.retention.keep-alerts=P40D",
            "callboard.retention.keep-statistics=P50D",
            "callboard.retention.keep-changes=P60D",
            "callboard.retention.batch=100");
    private final SettableClock clock = replicas.clock;
    private final RunningService one = replicas.one;
    private final RunningService other = replicas.other;

    @BeforeEach
    void clean() {
        replicas.clean();
    }

    /// So that an import of the same time doesn't count them again.
    @Test
    void whenTheyBeganIsNoted() {
        ended("first");
        clock.tick(Duration.ofHours(1));
        ended("last");
        var began = one.sql.queryForMap("select min(start_time) as first, max(start_time) as last from calls");
        clock.tick(Duration.ofDays(30).plusMillis(1));

        assertThat(removeCalls(one)).isEqualTo(2);
        assertThat(one.sql.queryForMap("select first_call as first, last_call as last from removed_calls"))
                .isEqualTo(began);
    }

    @Test
    void callsThatEndedLongAgoGoWithTheirEventsAndNothingElseDoes() {
        ended("old");
        one.api.post(Api.initiated("live"));
        clock.tick(Duration.ofDays(1));
        ended("young");
        clock.tick(Duration.ofDays(29));
        var counted = one.sql.queryForList(COUNTED);
        var worked = one.sql.queryForList(WORKED);

        assertThat(removeCalls(one)).isZero();
        clock.tick(Duration.ofMillis(1));
        assertThat(removeCalls(one)).isEqualTo(1);
        assertThat(removeCalls(one)).isZero();

        assertThat(one.sql.queryForList("select id from calls order by id", String.class))
                .containsExactly("live", "young");
        assertThat(one.sql.queryForList("select distinct call_id from call_events order by 1", String.class))
                .containsExactly("live", "young");
        assertThat(one.api.get("/api/calls/old").status()).isEqualTo(404);
        assertThat(counted).isNotEmpty();
        assertThat(one.sql.queryForList(COUNTED)).isEqualTo(counted);
        assertThat(worked).isNotEmpty();
        assertThat(one.sql.queryForList(WORKED)).isEqualTo(worked);
    }

    /// At `every` alone, 100 calls a second would go with the settings as they come, and more may end.
    @Test
    void whileThereIsMoreToRemoveBatchesFollowEachOther() {
        severalEnded(250);
        clock.tick(Duration.ofDays(30).plusMillis(1));
        ended("young");

        one.bean("retentionLoop", BackgroundLoop.class).wake();

        await().until(() -> rows("calls") == 1);
        assertThat(one.bean(Retention.class).removeOnce()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void ofWhatAgentsDidOnlyHowTheyStillAreStays() {
        var told = List.of(
                "{'event': 'agent_signed_in', 'agentId': 'gone'}",
                "{'event': 'agent_signed_out', 'agentId': 'gone'}",
                "{'event': 'agent_signed_in', 'agentId': 'here', 'name': 'old'}",
                "{'event': 'agent_signed_in', 'agentId': 'here', 'name': 'Ana'}",
                "{'event': 'agent_state_changed', 'agentId': 'here', 'state': 'unavailable'}",
                "{'event': 'agent_state_changed', 'agentId': 'here', 'state': 'available'}");
        for (var event : told) {
            one.api.post(event.replace('\'', '"'));
            clock.tick(Duration.ofSeconds(1));
        }
        one.api.post(Api.initiated("c"));
        one.api.post(Api.routed("c", "here"));
        clock.tick(Duration.ofSeconds(1));
        one.api.post(Api.ended("c", "abandoned", 1));
        await().until(() -> one.sql.queryForObject("select count(*) from agent_stays", Integer.class) == 1);

        assertThat(one.bean(Retention.class).removeAgentsPastOnce()).isZero();
        clock.tick(Duration.ofDays(31));
        one.bean(Retention.class).removeAgentsPastOnce();
        assertThat(one.bean(Retention.class).removeAgentsPastOnce()).isZero();

        assertThat(one.sql.queryForList("select count(*) from agent_stays", Integer.class))
                .containsExactly(0);
        var agents = one.api.get("/api/agents").body();
        assertThat(agents).hasSize(1);
        assertThat(agents.path(0).path("name").asString()).isEqualTo("Ana");
        assertThat(agents.path(0).path("state").asString()).isEqualTo("available");
        assertThat(one.sql.queryForList("select agent_id from agent_events", String.class))
                .containsExactly("here", "here");
        assertThat(one.sql.queryForList("select id from agents", String.class)).containsExactly("here");
        assertThat(one.api.post(told.getFirst().replace('\'', '"')).status()).isEqualTo(201);
    }

    @Test
    void whatAdministratorsChangedIsKeptForItsTime() {
        var admin = Map.of("X-API-Key", Api.ADMIN_KEY);
        assertThat(one.api.delete("/api/queues/legal_english", admin).status()).isEqualTo(200);
        clock.tick(Duration.ofDays(60));
        assertThat(one.bean(Retention.class).removeChangesOnce()).isZero();
        assertThat(one.api.delete("/api/queues/legal_spanish", admin).status()).isEqualTo(200);
        clock.tick(Duration.ofMillis(1));

        assertThat(one.bean(Retention.class).removeChangesOnce()).isEqualTo(1);
        assertThat(one.api.get("/api/ops/changes", admin).body().findValuesAsString("name"))
                .containsExactly("legal_spanish");
    }

    @Test
    void alertsThatAnEarlierVersionLeftOpenAreClearedOnceTheirCallHasEnded() {
        for (var call : List.of("ended", "live")) {
            one.api.post(Api.initiated(call));
        }
        clock.tick(Duration.ofSeconds(31));
        one.bean(CallWriter.class).writeDue(clock.instant(), 500, List.of());
        var over = clock.instant();
        one.api.post(Api.ended("ended", "abandoned", 31));
        one.sql.update("update alerts set cleared_at = null");

        assertThat(one.bean(Retention.class).clearAlertsOnce()).isEqualTo(2);
        assertThat(one.sql.queryForList("select distinct call_id from alerts where cleared_at is null", String.class))
                .containsExactly("live");
        assertThat(one.api
                        .get("/api/alerts?state=cleared")
                        .body()
                        .path("data")
                        .path(0)
                        .path("clearedAt")
                        .asString())
                .isEqualTo(over.toString());
        assertThat(one.bean(Retention.class).clearAlertsOnce()).isZero();
    }

    @Test
    void whatIsOlderThanCallsAreKeptIsRefused() {
        for (var old : List.of(
                clock.instant().minus(Duration.ofDays(30)).minusSeconds(1).toString(),
                "1999-12-31T23:59:59Z",
                "1970-01-01T00:00:05Z")) {
            for (var event : List.of(Api.initiated("late"), Api.ended("late", "failed", 5))) {
                var answer = one.api.post(event.replaceFirst("}$", ",\"occurredAt\":\"" + old + "\"}"));
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body().path("issues").path(0).path("path").asString())
                        .isEqualTo("occurredAt");
            }
        }
    }

    /// Days of the call centre are kept for longer.
    @Test
    void whatAgentsDidWithinDaysIsToldForAsLongAsItsCallsAreKept() {
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        var kept = "/api/reports?by=agent&zone=UTC&from=%s&to=%s&interval=";
        var recent = kept.formatted(today.minus(Duration.ofDays(20)), today);
        var old = kept.formatted(today.minus(Duration.ofDays(31)), today.minus(Duration.ofDays(30)));

        assertThat(one.api.get(old + "1d").status()).isEqualTo(200);
        assertThat(one.api.get(old + "1h").status()).isEqualTo(400);
        assertThat(one.api
                        .get(old + "1h")
                        .body()
                        .path("issues")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("interval");
        var report = one.api.get(recent + "1h").body();
        assertThat(report.path("span").has("agents")).isTrue();
        assertThat(report.path("before").has("agents")).isFalse();
    }

    @Test
    void whatWasAcknowledgedLatelyStays() {
        var nearly = ",\"occurredAt\":\""
                + clock.instant().minus(Duration.ofDays(30)).plusSeconds(1) + "\"}";
        assertThat(one.api
                        .post(Api.initiated("late").replaceFirst("}$", nearly))
                        .status())
                .isEqualTo(201);
        assertThat(one.api
                        .post(Api.ended("late", "abandoned", 5).replaceFirst("}$", nearly))
                        .status())
                .isEqualTo(201);

        clock.tick(Duration.ofDays(29));
        assertThat(removeCalls(one)).isZero();
        assertThat(one.api.get("/api/calls/late").status()).isEqualTo(200);
        clock.tick(Duration.ofDays(1).plusMillis(1));
        assertThat(removeCalls(one)).isEqualTo(1);
    }

    @Test
    void alertsGoWithTheirCallsOrWhenTheyAreOld() {
        one.api.post(Api.initiated("gone"));
        one.api.post(Api.initiated("live"));
        clock.tick(Duration.ofSeconds(30));
        one.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        one.api.post(Api.ended("gone", "abandoned", 30));
        assertThat(alertsOf("gone")).isEqualTo(2);

        clock.tick(Duration.ofDays(30).plusMillis(1));
        assertThat(removeCalls(one)).isEqualTo(1);
        assertThat(alertsOf("gone")).isZero();
        assertThat(alertsOf("live")).isEqualTo(2);
        assertThat(one.bean(Retention.class).removeAlertsOnce()).isZero();

        clock.tick(Duration.ofDays(10));
        assertThat(other.bean(Retention.class).removeAlertsOnce()).isEqualTo(2);
        assertThat(alertsOf("live")).isZero();
        assertThat(one.api.get("/api/calls/live").status()).isEqualTo(200);
    }

    private int alertsOf(String callId) {
        return one.api.get("/api/alerts?callId=" + callId).body().path("total").asInt();
    }

    private void ended(String callId) {
        Stream.of(
                        Api.initiated(callId),
                        Api.routed(callId, "ana"),
                        Api.answered(callId, 3),
                        Api.ended(callId, "completed", 30))
                .forEach(one.api::post);
    }

    private void severalEnded(int calls) {
        one.api.postAll(IntStream.range(0, calls)
                .boxed()
                .flatMap(i -> Stream.of(Api.initiated("c" + i), Api.ended("c" + i, "abandoned", 30))));
    }

    @Test
    void whatIsOlderThanStatisticsAreKeptGoes() {
        ended("old");
        clock.tick(Duration.ofDays(50));
        ended("young");
        await().atMost(Duration.ofSeconds(30)).until(() -> rows("count_journal") == 0);
        one.bean(Retention.class).removeStatisticsOnce();
        assertThat(rows("stats_minutes")).isEqualTo(2);
        clock.tick(Duration.ofMinutes(1));
        one.bean(Retention.class).removeStatisticsOnce();
        assertThat(rows("stats_minutes")).isEqualTo(1);
        clock.tick(Duration.ofDays(1));
        assertThat(other.bean(Retention.class).removeStatisticsOnce()).isEqualTo(3);
        assertThat(rows("stats_quarters")).isEqualTo(1);
        assertThat(rows("stats_waits")).isEqualTo(1);
        assertThat(rows("agent_days")).isEqualTo(1);
        assertThat(one.bean(Retention.class).removeStatisticsOnce()).isZero();
    }

    @Test
    void severalReplicasRemoveSideBySide() throws Exception {
        severalEnded(450);
        clock.tick(Duration.ofDays(31));

        int removed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 3; round++) {
                for (var done : threads.invokeAll(IntStream.range(0, 4)
                        .<Callable<Integer>>mapToObj(i -> () -> removeCalls(i % 2 == 0 ? one : other))
                        .toList())) {
                    assertThat(done.get()).isBetween(0, 100);
                    removed += done.get();
                }
            }
        }

        assertThat(removed).isEqualTo(450);
        assertThat(one.sql.queryForObject("select count(*) from call_events", Integer.class))
                .isZero();
        assertThat(one.api.get("/api/stats/series?window=today").status()).isEqualTo(200);
        assertThat(one.sql.queryForObject("select sum(abandoned) from counted_minutes", Integer.class))
                .isEqualTo(450);
    }

    private static int removeCalls(RunningService service) {
        return service.bean(Retention.class).removeCallsOnce();
    }

    private int rows(String table) {
        return one.sql.queryForObject("select count(*) from " + table, Integer.class);
    }
}
