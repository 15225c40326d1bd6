package callboard.calls.alert;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.intake.CallWriter;
import callboard.calls.outbox.Listener;
import callboard.contracts.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Alerts are over when their calls move on.
class IncidentsTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY);

    private final SharedReplicas replicas = SharedReplicas.with();
    private final SettableClock clock = replicas.clock;
    private final Api api = replicas.one.api;
    private final String callId = newCallId();

    @BeforeEach
    void clean() {
        replicas.clean();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call_answered   | "waitTime":31
            call_ended      | "endReason":"abandoned"
            """)
    void aBreachIsOverWhenTheWaitIs(String event, String told) {
        try (var listener = new Listener(replicas.redis, Channels.CALL_ALERTS, Channels.CALL_ALERTS_CLEARED)) {
            begin();
            pass(25);
            pass(6);
            assertThat(states()).containsExactly("breach open", "warning cleared");
            pass(4);
            var over = clock.instant();
            send(event, told, null);

            assertThat(states()).containsExactly("breach cleared", "warning cleared");
            assertThat(alert("breach").path("clearedAt").asString()).isEqualTo(over.toString());
            assertThat(alert("warning").path("clearedAt").asString())
                    .isEqualTo(alert("breach").path("at").asString());
            assertThat(open()).isZero();
            await().until(() -> listener.of(callId).size() == 4);
            assertThat(listener.of(callId).stream()
                            .map(each -> each.path("level").asString() + " "
                                    + each.path("state").asString()))
                    .containsExactly("warning open", "breach open", "warning cleared", "breach cleared");
        }
    }

    @Test
    void aWarningThatComesWithItsBreachIsNoNewsOfItsOwn() {
        try (var listener = new Listener(replicas.redis, Channels.CALL_ALERTS, Channels.CALL_ALERTS_CLEARED)) {
            begin();
            pass(31);
            assertThat(states()).containsExactly("breach open", "warning cleared");
            send("call_ended", "\"endReason\":\"abandoned\"", null);

            await().until(() -> listener.of(callId).stream()
                    .anyMatch(each -> each.path("state").asString().equals("cleared")
                            && each.path("level").asString().equals("breach")));
            assertThat(listener.of(callId).stream()
                            .map(each -> each.path("level").asString() + " "
                                    + each.path("state").asString()))
                    .containsExactly("breach open", "breach cleared");
        }
    }

    @Test
    void aWarningIsOverWhenTheCallMovesOnInTime() {
        begin();
        pass(25);
        assertThat(states()).containsExactly("warning open");
        send("call_answered", "\"waitTime\":25", null);
        assertThat(states()).containsExactly("warning cleared");

        send("call_hold", "\"holdDuration\":0", null);
        pass(61);
        assertThat(states()).containsExactly("breach open", "warning cleared", "warning cleared");
        send("call_resumed", "\"x\":1", null);
        assertThat(open()).isZero();
    }

    @Test
    void whoDidNotAnswerIsNewsUntilSomebodyElseRings() {
        begin();
        send("call_routed", "\"agentId\":\"ana\"", null);
        pass(16);
        assertThat(alert("breach").path("rule").asString()).isEqualTo("reroute_required");
        assertThat(open()).isEqualTo(1);
        send("call_routed", "\"agentId\":\"ben\"", null);
        assertThat(open()).isZero();

        // Ben doesn't answer either: that is another one.
        pass(16);
        assertThat(rules("open")).containsExactlyInAnyOrder("reroute_required", "wait_sla_exceeded");
        assertThat(rules("cleared")).containsExactlyInAnyOrder("reroute_required", "wait_sla_exceeded");
    }

    @Test
    void whoTakesAWarningHasItsBreachToo() {
        try (var listener = new Listener(replicas.redis, Channels.CALL_ALERTS_ACKNOWLEDGED)) {
            begin();
            pass(25);
            api.post(
                    "/api/alerts/" + alert("warning").path("id").asString() + "/acknowledge", "{\"by\":\"Ana\"}", JSON);
            pass(6);

            assertThat(states()).containsExactly("breach acknowledged", "warning cleared");
            assertThat(alert("breach").path("acknowledgedBy").asString()).isEqualTo("Ana");
            assertThat(open()).isZero();
            await().until(() -> listener.of(callId).size() == 2);
            assertThat(listener.of(callId).getLast()).isEqualTo(alert("breach"));
        }
    }

    @Test
    void aTakenOneIsOverToo() {
        begin();
        pass(31);
        api.post("/api/alerts/" + alert("breach").path("id").asString() + "/acknowledge", "{\"by\":\"Ana\"}", JSON);
        assertThat(states()).containsExactly("breach acknowledged", "warning cleared");
        send("call_ended", "\"endReason\":\"abandoned\"", null);

        assertThat(states()).containsExactly("breach cleared", "warning cleared");
        assertThat(alert("breach").path("acknowledgedBy").asString()).isEqualTo("Ana");
    }

    @Test
    void aLateWordSaysWhenItWasOverOrThatItNeverWas() {
        try (var listener = new Listener(replicas.redis, Channels.CALL_ALERTS_CLEARED)) {
            var begun = clock.instant();
            send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", begun);
            clock.tick(Duration.ofSeconds(40));
            send("call_hold", "\"x\":1", begun.plusSeconds(39));
            sweep();
            assertThat(states()).containsExactly("breach open", "warning cleared");

            send("call_answered", "\"x\":1", begun.plusSeconds(27));

            assertThat(states()).containsExactly("warning cleared");
            assertThat(alert("warning").path("clearedAt").asString())
                    .isEqualTo(begun.plusSeconds(27).toString());
            await().until(() -> listener.of(callId).stream()
                    .anyMatch(each -> each.path("level").asString().equals("breach")));
        }
    }

    @Test
    void listsTellTheStatesApart() {
        begin();
        pass(31);
        var other = newCallId();
        api.post(Api.initiated(other));
        pass(31);
        api.post("/api/alerts/" + alert("breach").path("id").asString() + "/acknowledge", "{\"by\":\"Ana\"}", JSON);

        assertThat(total("open")).isEqualTo(1);
        assertThat(total("acknowledged")).isEqualTo(1);
        assertThat(total("cleared")).isEqualTo(2);
        assertThat(total("open,acknowledged")).isEqualTo(2);
        assertThat(total("all")).isEqualTo(4);
        assertThat(api.get("/api/alerts?state=over").status()).isEqualTo(400);
    }

    private void begin() {
        send("call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"", null);
    }

    private void send(String event, String told, @Nullable Instant at) {
        var time = at == null ? "" : ",\"occurredAt\":\"" + at + "\"";
        var answer = api.post(
                """
                {"event":"%s","callId":"%s",%s%s}""".formatted(event, callId, told, time), at == null ? Map.of() : Map.of("Prefer", "respond-async"));
        assertThat(answer.status()).as(answer.raw().body()).isIn(201, 202);
    }

    private void pass(int seconds) {
        clock.tick(Duration.ofSeconds(seconds));
        sweep();
    }

    private void sweep() {
        replicas.other.bean(CallWriter.class).writeDue(clock.instant(), 500, List.of());
    }

    private List<String> states() {
        return api.get("/api/alerts?callId=" + callId)
                .body()
                .path("data")
                .valueStream()
                .map(alert -> alert.path("level").asString() + " "
                        + alert.path("state").asString())
                .toList();
    }

    private List<String> rules(String state) {
        return api.get("/api/alerts?state=" + state + "&callId=" + callId)
                .body()
                .path("data")
                .valueStream()
                .map(alert -> alert.path("rule").asString())
                .toList();
    }

    private JsonNode alert(String level) {
        return api.get("/api/alerts?level=" + level + "&callId=" + callId)
                .body()
                .path("data")
                .path(0);
    }

    private int open() {
        return total("open");
    }

    private int total(String state) {
        return api.get("/api/alerts?state=" + state).body().path("total").asInt();
    }
}
