package callboard.calls.intake;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.clock.SenderClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Calls as telephony systems report them: late, out of order, by wrong clocks, to several agents at once.
class TruthOfACallTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY);
    private static final Map<String, String> MAY_WAIT =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY, "Prefer", "respond-async");

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final SharedReplicas replicas = SharedReplicas.with();
    private final SettableClock clock = replicas.clock;
    private final RunningService one = replicas.one;
    private final RunningService other = replicas.other;
    private final AtomicInteger ids = new AtomicInteger();

    @BeforeEach
    void clean() {
        replicas.clean();
        // The last minute's events of another test tell nothing of this one's sender.
        clock.tick(Duration.ofHours(2L * TESTS.incrementAndGet()));
    }

    @Test
    void ofThoseWhoAreRungAtOnceTheOneWhoAnswersHasTheCallAndNobodyMissedIt() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", null);
        send("call_routed", "\"agentIds\":[\"a\",\"b\",\"c\"]", null);
        assertThat(agents())
                .allSatisfy(
                        (_, agent) -> assertThat(agent.path("state").asString()).isEqualTo("ringing"));
        assertThat(agents()).containsOnlyKeys("a", "b", "c");
        send("call_answered", "\"waitTime\":4,\"agentId\":\"a\"", null);

        assertThat(call().path("agentId").asString()).isEqualTo("a");
        assertThat(agents()).containsOnlyKeys("a");
        send("call_ended", "\"endReason\":\"completed\",\"duration\":40", null);
        assertThat(agents().get("a").path("handledToday").asInt()).isEqualTo(1);
        assertThat(agents().get("a").path("missedToday").asInt()).isZero();
    }

    @Test
    void thoseWhoAreRungOneAfterAnotherAndTogetherMissedNothingWhenOneOfThemAnswers() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", null);
        for (var agent : List.of("a", "b", "c")) {
            send("call_routed", "\"routingTime\":0,\"agentId\":\"" + agent + "\"", null);
        }
        send("call_answered", "\"waitTime\":4,\"agentId\":\"a\"", null);

        assertThat(call().path("agentId").asString()).isEqualTo("a");
        assertThat(agents()).containsOnlyKeys("a");
        assertThat(agents().get("a").path("missedToday").asInt()).isZero();
    }

    @Test
    void aCallIsReadWithItsVisitsInWhateverOrderTheyBecomeKnown() {
        var begun = clock.instant();
        clock.tick(Duration.ofSeconds(60));
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", begun);
        assertThat(visits()).containsExactly("1 medical_spanish - - 0.0");
        send("call_ended", "\"endReason\":\"abandoned\",\"duration\":50", begun.plusSeconds(50));
        assertThat(visits()).containsExactly("1 medical_spanish - abandoned 0.0");
        send("call_retransfer", "\"queueId\":\"legal_english\",\"reason\":\"transfer\"", begun.plusSeconds(30));
        assertThat(visits()).containsExactly("1 medical_spanish - transferred 0.0", "2 legal_english - abandoned 0.0");
        send("call_answered", "\"agentId\":\"a\"", begun.plusSeconds(20));
        assertThat(visits()).containsExactly("1 medical_spanish a answered 10.0", "2 legal_english - abandoned 0.0");
        assertThat(one.api.get("/api/calls").body().path("data").path(0).has("visits"))
                .isFalse();
    }

    @Test
    void whoPicksUpAfterWeGaveUpOnThemHasTheCall() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", null);
        send("call_routed", "\"routingTime\":1,\"agentId\":\"g\"", null);
        clock.tick(Duration.ofSeconds(16));
        sweep();
        assertThat(call().has("agentId")).isFalse();
        assertThat(agents().get("g").path("missedToday").asInt()).isEqualTo(1);

        clock.tick(Duration.ofSeconds(4));
        send("call_answered", "\"waitTime\":20", null);

        assertThat(call().path("agentId").asString()).isEqualTo("g");
        assertThat(agents().get("g").path("state").asString()).isEqualTo("on_call");
        assertThat(agents().get("g").path("missedToday").asInt()).isZero();
        send("call_ended", "\"endReason\":\"completed\",\"duration\":60", null);
        assertThat(agents().get("g").path("handledToday").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatComesAfterTheEndIsCountedAsIfItHadComeInTime(boolean mayWait) {
        var begun = clock.instant();
        clock.tick(Duration.ofSeconds(20));
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"legal_english\"", begun);
        send("call_routed", "\"routingTime\":0,\"agentId\":\"g\"", begun.plusSeconds(1));
        send("call_ended", "\"endReason\":\"completed\",\"duration\":20", begun.plusSeconds(20));
        var answer = post("call_answered", "\"waitTime\":2", begun.plusSeconds(2), mayWait ? MAY_WAIT : JSON);

        assertThat(answer).isEqualTo(201);
        assertThat(call().path("status").asString()).isEqualTo("ended");
        assertThat(call().path("answeredAt").asString())
                .isEqualTo(begun.plusSeconds(2).toString());
        assertThat(queue("legal_english").path("answeredWithin").asInt()).isEqualTo(1);
        assertThat(agents().get("g").path("handledToday").asInt()).isEqualTo(1);
        assertThat(history()).containsExactly("call_initiated", "call_routed", "call_answered", "call_ended");
        clock.tick(Duration.ofSeconds(9));
        assertThat(post("call_hold", "\"holdDuration\":1", begun.plusSeconds(25), JSON))
                .isEqualTo(422);
    }

    @Test
    void aStaleResumeDoesNotEndALaterHold() {
        active();
        var before = clock.instant();
        assertThat(post("call_resumed", "\"note\":1", before, MAY_WAIT)).isEqualTo(202);
        clock.tick(Duration.ofSeconds(8));
        send("call_hold", "\"holdDuration\":1", clock.instant());
        clock.tick(Duration.ofSeconds(1));
        sweep();
        assertThat(call().path("status").asString()).isEqualTo("on_hold");

        clock.tick(Duration.ofSeconds(60));
        sweep();
        assertThat(call().path("flags").path(0).asString()).isEqualTo("hold_limit_exceeded");
        assertThat(one.api
                        .get("/api/ops/parked?state=rejected", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .body()
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("stale");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call_retransfer|\"reason\":\"x\"",
                "call_routed|\"routingTime\":0,\"agentId\":\"earlier\"",
                "call_answered|\"waitTime\":4.2"
            })
    void whatHappenedBeforeTheAnswerChangesNoStatusAfterIt(String event, String fields) {
        var begun = clock.instant();
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", begun);
        send("call_routed", "\"routingTime\":0,\"agentId\":\"g\"", begun.plusSeconds(2));
        clock.tick(Duration.ofSeconds(10));
        send("call_answered", "\"waitTime\":4,\"agentId\":\"g\"", begun.plusSeconds(4));
        send("call_hold", "\"holdDuration\":1", begun.plusSeconds(8));
        var status = post(event, fields, begun.plusSeconds(1), JSON);

        assertThat(status).isIn(201, 422);
        assertThat(call().path("status").asString()).isEqualTo("on_hold");
        assertThat(call().path("agentId").asString()).isEqualTo("g");
    }

    @Test
    void aSenderThatCatchesUpOneEventAtATimeGetsNoFalseFlag() {
        var begun = clock.instant().minusSeconds(120);
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", begun);
        later(2);
        send("call_routed", "\"routingTime\":0,\"agentId\":\"g\"", begun);
        later(2);
        send("call_answered", "\"waitTime\":8", begun.plusSeconds(4));
        later(2);

        assertThat(call().path("flags")).isEmpty();
        assertThat(call().path("agentId").asString()).isEqualTo("g");
        assertThat(agents().get("g").path("missedToday").asInt()).isZero();
        assertThat(alerts()).isZero();
    }

    @Test
    void aBacklogGetsASecondToTellHowTheStoryWentOn() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", clock.instant());
        clock.tick(Duration.ofSeconds(40));
        send(
                "call_routed",
                "\"routingTime\":0,\"agentId\":\"g\"",
                clock.instant().minusSeconds(20));
        sweep();
        assertThat(history()).containsExactly("call_initiated", "call_routed");
        later(1);
        assertThat(history()).contains("call_flagged");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 600, 3600})
    void aSlowClockIsGoneBy(int slow) {
        send(
                "call_initiated",
                "\"type\":\"voice\",\"queueId\":\"medical_spanish\"",
                clock.instant().minusSeconds(slow));
        later(28);
        assertThat(call().path("flags")).isEmpty();
        later(3);
        assertThat(call().path("flags").path(0).asString()).isEqualTo("wait_sla_exceeded");
        assertThat(lag()).isEqualTo(slow);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 3600})
    void aFastClockKeepsTheOrderOfWhatItTells(int fast) {
        var begun = clock.instant().plusSeconds(fast - 10);
        assertThat(post("call_ended", "\"endReason\":\"completed\",\"duration\":8", begun.plusSeconds(10), MAY_WAIT))
                .isEqualTo(202);
        assertThat(post("call_answered", "\"waitTime\":2", begun.plusSeconds(4), MAY_WAIT))
                .isEqualTo(202);
        assertThat(post("call_routed", "\"routingTime\":1,\"agentId\":\"g\"", begun.plusSeconds(1), MAY_WAIT))
                .isEqualTo(202);
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", begun);
        sweep();

        assertThat(history()).containsExactly("call_initiated", "call_routed", "call_answered", "call_ended");
        assertThat(call().path("endReason").asString()).isEqualTo("completed");
    }

    @Test
    void theTrueEndOfACallThatWeBelievedLostCorrectsIt() {
        active();
        clock.tick(Duration.ofHours(6));
        sweep();
        assertThat(call().path("endReason").asString()).isEqualTo("failed");

        send("call_ended", "\"endReason\":\"completed\",\"duration\":12", clock.instant());

        assertThat(call().path("endReason").asString()).isEqualTo("completed");
        assertThat(call().path("endTime").asString()).isEqualTo(clock.instant().toString());
        assertThat(history()).doesNotContain("call_flagged").endsWith("call_ended");
        assertThat(alerts()).isZero();
    }

    @Test
    void aCallThatIsGivenUpInItsSecondQueueIsAbandonedThere() {
        active();
        clock.tick(Duration.ofSeconds(5));
        send("call_retransfer", "\"queueId\":\"legal_english\"", null);
        clock.tick(Duration.ofSeconds(35));
        send("call_ended", "\"endReason\":\"abandoned\",\"duration\":40", null);

        assertThat(queue("medical_spanish").path("offered").asInt()).isEqualTo(1);
        assertThat(queue("medical_spanish").path("answered").asInt()).isEqualTo(1);
        assertThat(queue("medical_spanish").path("abandoned").asInt()).isZero();
        assertThat(queue("legal_english").path("offered").asInt()).isEqualTo(1);
        assertThat(queue("legal_english").path("abandoned").asInt()).isEqualTo(1);
        assertThat(queue("legal_english").has("aht")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflowed", "callback", "voicemail", "failed", "completed"})
    void whoLeavesWithoutGivingUpIsCountedApart(String reason) {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", null);
        send("call_ended", "\"duration\":9,\"endReason\":\"" + reason + "\"", null);

        var queue = queue("medical_spanish");
        assertThat(queue.path("abandoned").asInt()).isZero();
        assertThat(queue.path("overflowed").asInt()
                        + queue.path("callbacks").asInt()
                        + queue.path("voicemails").asInt()
                        + queue.path("failed").asInt())
                .isEqualTo(1);
    }

    @Test
    void aCallThatBeginsAgainAfterItsEndIsAnother() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", clock.instant());
        send("call_ended", "\"endReason\":\"abandoned\",\"duration\":9", clock.instant());
        clock.tick(Duration.ofMinutes(1));

        assertThat(post("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", clock.instant(), JSON))
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "null", "\"30\"", "\"00:00:30\"", "1e400"})
    void anEndIsNeverRefusedForItsDuration(String duration) {
        active();
        send("call_ended", "\"endReason\":\"completed\",\"duration\":" + duration, null);

        assertThat(call().path("status").asString()).isEqualTo("ended");
    }

    private void active() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", clock.instant());
        send(
                "call_routed",
                "\"routingTime\":0,\"agentId\":\"g\"",
                clock.instant().plusMillis(1));
        clock.tick(Duration.ofSeconds(1));
        send("call_answered", "\"waitTime\":1", clock.instant());
    }

    private void later(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.tick(Duration.ofSeconds(1));
            sweep();
        }
    }

    private void sweep() {
        for (var service : List.of(one, other)) {
            service.bean(SenderClocks.class).exchange();
        }
        for (var service : List.of(one, other)) {
            service.bean(SenderClocks.class).exchange();
            service.bean(DeferredEventWriter.class).writeReady(clock.instant());
            service.bean(CallWriter.class).writeDue(clock.instant(), 100, List.of());
        }
    }

    private void send(String event, String fields, @Nullable Instant at) {
        assertThat(post(event, fields, at, JSON)).as(event).isEqualTo(201);
    }

    private int post(String event, String fields, @Nullable Instant at, Map<String, String> headers) {
        int id = ids.incrementAndGet();
        var body = "{\"event\":\"%s\",\"callId\":\"c\",\"eventId\":\"e%d\",%s%s}"
                .formatted(event, id, fields, at == null ? "" : ",\"occurredAt\":\"" + at + "\"");
        return (id % 2 == 0 ? one : other)
                .api
                .post("/api/events", body, headers)
                .status();
    }

    private JsonNode call() {
        return one.api.get("/api/calls/c").body();
    }

    private List<String> visits() {
        var visits = new ArrayList<String>();
        call().path("visits")
                .forEach(visit -> visits.add(visit.path("n").asInt()
                        + " " + visit.path("queueId").asString()
                        + " " + visit.path("agentId").asString("-")
                        + " " + visit.path("outcome").asString("-")
                        + " " + visit.path("talkTime").asDouble()));
        return visits;
    }

    private List<String> history() {
        var types = new ArrayList<String>();
        one.api
                .get("/api/calls/c/events")
                .body()
                .forEach(event -> types.add(event.path("type").asString()));
        return types;
    }

    private Map<String, JsonNode> agents() {
        var agents = new java.util.TreeMap<String, JsonNode>();
        one.api
                .get("/api/agents")
                .body()
                .forEach(agent -> agents.put(agent.path("agentId").asString(), agent));
        return agents;
    }

    private JsonNode queue(String queueId) {
        return one.api
                .get("/api/stats?window=1h&queueId=" + queueId)
                .body()
                .path("queues")
                .path(0);
    }

    /// As operators are told of it.
    private double lag() {
        return one.api
                .get("/api/ops/keys", Map.of("X-API-Key", Api.ADMIN_KEY))
                .body()
                .valueStream()
                .filter(key -> key.has("lag"))
                .findFirst()
                .orElseThrow()
                .path("lag")
                .asDouble();
    }

    private int alerts() {
        return one.api.get("/api/alerts").body().path("total").asInt();
    }
}
