package callboard.calls.ops;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final TestRedis redis = TestRedis.started();
    private final RunningService service =
            RunningService.start(TestPostgres.freshDatabase(), redis, clock, "callboard.timers.every=250ms");
    private final String callId = newCallId();

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    @Test
    void eventsAreCountedByTypeAndByWhatBecameOfThem() {
        service.api.post(Api.initiated(callId));
        service.api.post(Api.initiated(callId));
        service.api.post(Api.resumed(callId));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(counted("callboard.events", "type", "call_initiated", "outcome", "stored"))
                    .isEqualTo(1);
            assertThat(counted("callboard.events", "type", "call_initiated", "outcome", "replayed"))
                    .isEqualTo(1);
            assertThat(counted("callboard.events", "type", "call_resumed", "outcome", "rejected"))
                    .isEqualTo(1);
        });
        assertThat(counted("callboard.events", "outcome", "stored")).isEqualTo(1);
    }

    @Test
    void problemsAreCountedByCodeAndABatchsOneByOne() {
        service.api.post("{");
        service.api.post(Api.initiated(callId), Map.of("X-API-Key", "nobody's"));
        service.api.post(
                "/api/events/batch",
                "[%s,%s,{}]".formatted(Api.hold(callId, 1), Api.hold(callId, 2)),
                Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
        service.api.get("/api/calls?limit=many");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(counted("callboard.rejections", "code", "malformed_json"))
                    .isEqualTo(1);
            assertThat(counted("callboard.rejections", "code", "unauthorized")).isEqualTo(1);
            assertThat(counted("callboard.rejections", "code", "call_not_found"))
                    .isEqualTo(2);
            assertThat(counted("callboard.rejections", "code", "invalid_payload"))
                    .isEqualTo(1);
            assertThat(counted("callboard.rejections", "code", "invalid_parameter"))
                    .isEqualTo(1);
        });
    }

    @Test
    void whatWasParkedAndWhatBecameOfItIsCounted() {
        var early = Map.of("Prefer", "respond-async");
        service.api.post(Api.answered(callId, 3), early);
        service.api.post(Api.answered(newCallId(), 3), early);
        assertThat(counted("callboard.parked", "outcome", "parked")).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> gauge("callboard.parked.waiting") == 2);

        service.api.post(Api.initiated(callId));
        await().atMost(PATIENCE).until(() -> counted("callboard.parked", "outcome", "applied") == 1);
        clock.tick(Duration.ofMinutes(2));
        await().atMost(PATIENCE).until(() -> counted("callboard.parked", "outcome", "expired") == 1);
        await().atMost(PATIENCE).until(() -> gauge("callboard.parked.waiting") == 0);
    }

    @Test
    void howLateTimersAreIsMeasuredFromWhenTheyWereDue() {
        service.api.post(Api.initiated(callId));
        clock.tick(Duration.ofSeconds(40));

        await().atMost(PATIENCE).until(() -> counted("callboard.timers.events", "type", "call_flagged") == 1);
        var lag = meters().get("callboard.timers.lag").timer();
        // Warned of 24 s after it began to wait, at the latest.
        assertThat(lag.max(TimeUnit.SECONDS)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void batchesCommitsAndTheOutboxsLagAreMeasured() {
        service.api.post(Api.initiated(callId));

        await().atMost(PATIENCE)
                .until(() -> meters().get("callboard.outbox.lag").timer().count() == 1);
        assertThat(meters().get("callboard.outbox.publish").timer().count()).isPositive();
        assertThat(meters().get("callboard.intake.commit").timer().count()).isEqualTo(1);
        assertThat(meters().get("callboard.intake.batch.size").summary().totalAmount())
                .isEqualTo(1);
    }

    @Test
    void howLongTheOldestMessageWaitsIsToldWhileRedisIsAway() {
        redis.close();
        service.api.post(Api.initiated(callId));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gauge("callboard.outbox.pending")).isEqualTo(1);
            assertThat(gauge("callboard.outbox.oldest.age")).isGreaterThan(1.5);
            assertThat(counted("callboard.outbox.failures")).isPositive();
        });
        assertThat(gauge("callboard.ready")).isEqualTo(1);
    }

    @Test
    void agentsAreCountedByWhatTheyDo() {
        for (var agent : List.of("ana", "ben", "eva")) {
            service.api.post("{\"event\":\"agent_signed_in\",\"agentId\":\"" + agent + "\"}");
        }
        service.api.post("{\"event\":\"agent_state_changed\",\"agentId\":\"ben\",\"state\":\"unavailable\"}");
        service.api.post(Api.initiated(callId));
        service.api.post(Api.routed(callId, "eva"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(agents("available")).isEqualTo(1);
            assertThat(agents("unavailable")).isEqualTo(1);
            assertThat(agents("ringing")).isEqualTo(1);
            assertThat(agents("offline")).isZero();
        });
    }

    private double agents(String state) {
        return meters().get("callboard.agents").tag("state", state).gauge().value();
    }

    private double counted(String name, String... tags) {
        return meters().get(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double gauge(String name) {
        return meters().get(name).gauge().value();
    }

    private MeterRegistry meters() {
        return service.bean(MeterRegistry.class);
    }
}
