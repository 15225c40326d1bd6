package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class DeferredEventsTest {

    private static final SettableClock CLOCK = new SettableClock();
    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService service;

    private final String callId = newCallId();

    @BeforeAll
    static void start() {
        service = RunningService.start(
                TestPostgres.freshDatabase(), REDIS, CLOCK, "callboard.timers.every=1h", "callboard.parking.most=3");
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @Test
    void anEventThatCameTooEarlyWaitsAndIsAppliedWhenItsTurnComes() {
        var parked = early(Api.answered(callId, 5));

        assertThat(parked.status()).isEqualTo(202);
        assertThat(parked.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(parked.text("state")).isEqualTo("waiting");
        service.api.post(Api.initiated(callId));
        sweep();
        assertThat(history()).containsExactly("call_initiated", "call_answered");
        assertThat(listed("applied")).contains(parked.text("id"));
        assertThat(early(Api.answered(callId, 5)).status()).isEqualTo(200);
    }

    @Test
    void severalAreAppliedInTheOrderInWhichTheyHappened() {
        var at = ",\"occurredAt\":\"2026-03-01T11:00:0%dZ\"}";
        early(Api.ended(callId, "completed", 60).replaceFirst("}$", at.formatted(4)));
        early(Api.hold(callId, 5).replaceFirst("}$", at.formatted(2)));
        early(Api.answered(callId, 5).replaceFirst("}$", at.formatted(1)));
        service.api.post(Api.initiated(callId).replaceFirst("}$", at.formatted(0)));
        sweep();

        assertThat(history()).containsExactly("call_initiated", "call_answered", "call_hold", "call_ended");
    }

    @Test
    void theSameDeliveryAgainWaitsOnce() {
        var first = early(Api.answered(callId, 5));

        assertThat(early(Api.answered(callId, 5)).text("id")).isEqualTo(first.text("id"));
        expire();
    }

    @Test
    void whoseTurnNeverComesIsRejectedAndOpsCanSeeIt() {
        var parked = early(Api.answered(callId, 5));
        expire();

        assertThat(listed("rejected")).contains(parked.text("id"));
        assertThat(listed("waiting")).doesNotContain(parked.text("id"));
        service.api.post(Api.initiated(callId));
        sweep();
        assertThat(history()).containsExactly("call_initiated");
        assertThat(early(Api.answered(callId, 5)).status()).isEqualTo(201);
    }

    @Test
    void whatCanNeverHappenAnyMoreIsRejectedAtOnce() {
        service.api.post(Api.initiated(callId));
        var parked = early(Api.resumed(callId));
        service.api.post(Api.ended(callId, "failed", 5));
        sweep();

        assertThat(listed("rejected")).contains(parked.text("id"));
        assertThat(early(Api.answered(callId, 9)).status()).isEqualTo(422);
    }

    @Test
    void notTooManyWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(early(Api.answered(callId + i, 5)).status()).isEqualTo(202);
        }
        var oneTooMany = early(Api.answered(callId, 5));

        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.header("Retry-After")).isEqualTo("1");
        expire();
    }

    @Test
    void onlySendersThatPreferNotToWaitAreDeferred() {
        assertThat(service.api.post(Api.answered(callId, 5)).status()).isEqualTo(404);
        assertThat(service.api
                        .post(Api.answered(callId, 5), Map.of("Prefer", "handling=lenient"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyOperatorsSeeWhatIsParked() {
        assertThat(service.api.get("/api/ops/parked").status()).isEqualTo(401);
        assertThat(service.api
                        .get("/api/ops/parked?state=x", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void noneIsAppliedBeforeAnEarlierOneThatAnotherReplicaIsTrying() {
        var at = ",\"occurredAt\":\"2026-03-01T11:00:0%dZ\"}";
        var first = early(Api.answered(callId, 5).replaceFirst("}$", at.formatted(1)));
        early(Api.ended(callId, "completed", 60).replaceFirst("}$", at.formatted(2)));
        service.api.post(Api.initiated(callId).replaceFirst("}$", at.formatted(0)));
        new TransactionTemplate(service.bean(PlatformTransactionManager.class)).executeWithoutResult(_ -> {
            service.sql.queryForObject(
                    "select type from parked where id = ?::uuid for update", String.class, first.text("id"));
            await().until(CompletableFuture.runAsync(DeferredEventsTest::sweep)::isDone);
        });
        sweep();

        assertThat(history()).containsExactly("call_initiated", "call_answered", "call_ended");
    }

    @Test
    void theSameHappeningAnotherTimeWaitsAnew() {
        early(Api.hold(callId, 5));
        service.api.post(Api.initiated(callId));
        service.api.post(Api.answered(callId, 5));
        sweep();
        service.api.post(Api.resumed(callId));
        service.api.post(Api.retransfer(callId));
        CLOCK.tick(Duration.ofSeconds(1));
        var again = early(Api.hold(callId, 5));

        assertThat(again.text("state")).isEqualTo("waiting");
        service.api.post(Api.answered(callId, 6));
        sweep();
        assertThat(history())
                .containsExactly(
                        "call_initiated",
                        "call_answered",
                        "call_hold",
                        "call_resumed",
                        "call_retransfer",
                        "call_answered",
                        "call_hold");
    }

    @Test
    void anotherPayloadUnderTheIdOfAParkedEventIsRefusedWhateverBecameOfTheFirst() {
        var id = Map.of("Prefer", "respond-async", "Idempotency-Key", "one");
        var at = ",\"occurredAt\":\"2026-03-01T11:00:0%dZ\"}";
        assertThat(service.api.post(Api.answered(callId, 5), id).status()).isEqualTo(202);
        assertThat(service.api.post(Api.answered(callId, 7), id).status()).isEqualTo(422);
        assertThat(service.api.post(Api.hold(callId, 5), id).text("code")).isEqualTo("idempotency_key_reused");
        assertThat(service.api
                        .post(Api.answered(callId, 5).replaceFirst("}$", at.formatted(3)), id)
                        .status())
                .isEqualTo(202);
        expire();
        assertThat(service.api.post(Api.answered(callId, 7), id).text("code")).isEqualTo("idempotency_key_reused");
        assertThat(service.api.post(Api.answered(callId, 5), id).text("state")).isEqualTo("waiting");
        service.api.post(Api.initiated(callId));
        sweep();

        assertThat(service.api
                        .get("/api/calls/" + callId)
                        .body()
                        .path("waitTime")
                        .asDouble())
                .isEqualTo(5);
        assertThat(service.api.post(Api.answered(callId, 7), id).text("code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void oneThatCannotBeWrittenHoldsUpNoneOfTheOthers() {
        var other = newCallId();
        early(Api.answered(callId, 5));
        early(Api.answered(other, 5));
        service.api.post(Api.initiated(callId));
        service.api.post(Api.initiated(other));
        service.sql.execute(
                "alter table outbox add constraint refuse check (call_id <> '%s' or sequence = 1)".formatted(callId));
        try {
            sweep();
            assertThat(history(other)).containsExactly("call_initiated", "call_answered");
            assertThat(history()).containsExactly("call_initiated");
        } finally {
            service.sql.execute("alter table outbox drop constraint refuse");
        }
        CLOCK.tick(Duration.ofSeconds(10));
        sweep();
        assertThat(history()).containsExactly("call_initiated", "call_answered");
    }

    @Test
    void theSameDeliveryFindsItselfHoweverManyWait() {
        early(Api.answered(callId, 5));
        early(Api.answered(callId + "b", 5));
        early(Api.answered(callId + "c", 5));

        assertThat(early(Api.answered(callId, 5)).status()).isEqualTo(202);
        expire();
    }

    private static Answer early(String event) {
        return service.api.post(event, Map.of("Prefer", "respond-async, wait=10"));
    }

    private static void sweep() {
        service.bean(DeferredEventWriter.class).writeReady(CLOCK.instant());
    }

    private static void expire() {
        CLOCK.tick(Duration.ofSeconds(60));
        sweep();
    }

    private List<String> history() {
        return history(callId);
    }

    private static List<String> history(String callId) {
        return service.api
                .get("/api/calls/" + callId + "/events")
                .body()
                .valueStream()
                .map((JsonNode event) -> event.path("type").asString())
                .toList();
    }

    private static List<String> listed(String state) {
        return service.api
                .get("/api/ops/parked?state=" + state, Map.of("X-API-Key", Api.ADMIN_KEY))
                .body()
                .valueStream()
                .map((JsonNode event) -> event.path("id").asString())
                .toList();
    }
}
