package callboard.calls.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class AgentEventsTest {

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=UTC");
    private final SettableClock clock = replicas.clock;
    private final Api api = replicas.one.api;

    @BeforeEach
    void clean() {
        replicas.clean();
    }

    @Test
    void anAgentSignsInTakesABreakAndSignsOut() {
        var signedIn = api.post("""
                {"event": "agent_signed_in", "agentId": "ana", "name": "Ana María", "team": "Legal",
                 "queues": ["legal_spanish", "legal_english"]}""");
        assertThat(signedIn.status()).isEqualTo(201);
        assertThat(signedIn.text("type")).isEqualTo("agent_signed_in");
        assertThat(signedIn.text("timestamp")).isEqualTo("2026-03-01T12:00:00Z");
        assertState("available", "2026-03-01T12:00:00Z");
        assertThat(agent("ana").path("name").asString()).isEqualTo("Ana María");
        assertThat(agent("ana").path("team").asString()).isEqualTo("Legal");
        assertThat(agent("ana").path("queues").toString()).isEqualTo("[\"legal_spanish\",\"legal_english\"]");

        clock.tick(Duration.ofSeconds(60));
        api.post(
                "{\"event\": \"agent_state_changed\", \"agentId\": \"ana\", \"state\": \"unavailable\", \"reason\": \"lunch\"}");
        assertState("unavailable", "2026-03-01T12:01:00Z");
        assertThat(agent("ana").path("reason").asString()).isEqualTo("lunch");

        clock.tick(Duration.ofSeconds(30));
        api.post("{\"event\": \"agent_signed_out\", \"agentId\": \"ana\"}");
        assertState("offline", "2026-03-01T12:01:30Z");
        assertThat(agent("ana").has("reason")).isFalse();
        assertThat(today("loggedIn")).isEqualTo(90);
        assertThat(today("available")).isEqualTo(60);
        assertThat(today("unavailable")).isEqualTo(30);
    }

    @Test
    void aCallGoesBeforeWhatWasToldAndItsTimesAreOccupancy() {
        signIn("ana");
        clock.tick(Duration.ofSeconds(20));
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "ana"));
        clock.tick(Duration.ofSeconds(5));
        api.post(Api.answered("c", 5));
        assertState("on_call", "2026-03-01T12:00:25Z");
        clock.tick(Duration.ofSeconds(30));
        api.post(Api.hold("c", 1));
        clock.tick(Duration.ofSeconds(10));
        api.post(Api.resumed("c"));
        clock.tick(Duration.ofSeconds(20));
        assertThat(today("talk")).isEqualTo(50);
        api.post(Api.ended("c", "completed", 60));
        assertState("available", "2026-03-01T12:01:25Z");
        clock.tick(Duration.ofSeconds(40));

        assertThat(today("ringing")).isEqualTo(5);
        assertThat(today("talk")).isEqualTo(50);
        assertThat(today("hold")).isEqualTo(10);
        assertThat(today("available")).isEqualTo(60);
        assertThat(today("loggedIn")).isEqualTo(125);
        assertThat(agent("ana").path("occupancy").asDouble()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aQueuesAfterCallWorkFollowsItsCallsAndNoRings() {
        queueWithWrapUp("wrapping", 15);
        signIn("ana");
        api.post(begun("missed", "wrapping"));
        api.post(Api.routed("missed", "ana"));
        clock.tick(Duration.ofSeconds(3));
        api.post(Api.routed("missed", "ben"));
        assertState("available", "2026-03-01T12:00:03Z");
        api.post(begun("c", "wrapping"));
        api.post(Api.routed("c", "ana"));
        api.post(Api.answered("c", 0));
        clock.tick(Duration.ofSeconds(30));
        api.post(Api.ended("c", "completed", 30));

        assertState("after_call", "2026-03-01T12:00:33Z");
        clock.tick(Duration.ofSeconds(14));
        assertState("after_call", "2026-03-01T12:00:33Z");
        clock.tick(Duration.ofSeconds(1));
        assertState("available", "2026-03-01T12:00:48Z");
        assertThat(today("afterCall")).isEqualTo(15);
    }

    @Test
    void afterCallWorkThatIsToldLastsUntilTheNextState() {
        signIn("ana");
        clock.tick(Duration.ofSeconds(1));
        api.post("{\"event\": \"agent_state_changed\", \"agentId\": \"ana\", \"state\": \"after_call\"}");
        clock.tick(Duration.ofSeconds(45));
        assertState("after_call", "2026-03-01T12:00:01Z");
        api.post("{\"event\": \"agent_state_changed\", \"agentId\": \"ana\", \"state\": \"available\"}");
        assertState("available", "2026-03-01T12:00:46Z");
        assertThat(today("afterCall")).isEqualTo(45);
    }

    @Test
    void queuesSayHowManyOfTheirAgentsAreAvailableOnCallsAndAway() {
        api.post(in("ana", "[\"legal_spanish\", \"legal_english\"]"));
        api.post(in("ben", "[\"legal_spanish\"]"));
        api.post("{\"event\": \"agent_state_changed\", \"agentId\": \"ben\", \"state\": \"unavailable\"}");
        api.post(in("eva", "[\"legal_spanish\"]"));
        api.post("{\"event\": \"agent_signed_out\", \"agentId\": \"eva\"}");
        // Of whom nobody told: of the queue whose call it is.
        api.post(begun("c", "legal_spanish"));
        api.post(Api.routed("c", "untold"));

        assertThat(api.get("/api/agents/queues").body().toString()).isEqualTo("""
                        [{"queueId":"legal_english","available":1,"onCalls":0,"away":0},\
                        {"queueId":"legal_spanish","available":1,"onCalls":1,"away":1}]""");
    }

    @Test
    void whoWasSignedInWhenTheDayBeganStillIs() {
        signIn("ana");
        signIn("gone");
        api.post("{\"event\": \"agent_signed_out\", \"agentId\": \"gone\"}");
        clock.tick(Duration.ofHours(13));

        assertState("available", "2026-03-01T12:00:00Z");
        assertThat(agent("ana").path("name").asString()).isEqualTo("ana's name");
        assertThat(today("available")).isEqualTo(3600);
        assertThat(agent("gone").isMissingNode()).isTrue();
    }

    @Test
    void repeatsAreAnsweredWithWhatWasStoredFirst() {
        var event = "{\"event\": \"agent_signed_in\", \"agentId\": \"ana\", \"eventId\": \"e1\"}";
        assertThat(api.post(event).status()).isEqualTo(201);
        clock.tick(Duration.ofSeconds(5));
        var again = api.post(event);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("timestamp")).isEqualTo("2026-03-01T12:00:00Z");
        var other = api.post("{\"event\": \"agent_signed_out\", \"agentId\": \"ana\", \"eventId\": \"e1\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
        assertThat(api.post(event, Map.of("Idempotency-Key", "e2")).status())
                .as("the body's id goes before a header's")
                .isEqualTo(200);
        // Without ids: the same of the same time, and of none the same as the latest.
        var timed = "{\"event\": \"agent_signed_out\", \"agentId\": \"ana\", \"occurredAt\": \"2026-03-01T11:00:00Z\"}";
        assertThat(api.post(timed).status()).isEqualTo(201);
        assertThat(api.post(timed).status()).isEqualTo(200);
        var untimed = "{\"event\": \"agent_state_changed\", \"agentId\": \"ana\", \"state\": \"available\"}";
        assertThat(api.post(untimed).status()).isEqualTo(201);
        assertThat(api.post(untimed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\": \"agent_signed_in\"} | agentId | required",
                "{\"event\": \"agent_state_changed\", \"agentId\": \"a\"} | state | required",
                "{\"event\": \"agent_state_changed\", \"agentId\": \"a\", \"state\": \"gone\"} | state | invalid_value",
                "{\"event\": \"agent_signed_in\", \"agentId\": \"a\", \"queues\": \"x\"} | queues | invalid_type",
                "{\"event\": \"agent_signed_in\", \"agentId\": \"a\", \"queues\": [\" x\"]} | queues[0] | invalid_value",
                "{\"event\": \"agent_signed_out\", \"agentId\": \"a\", \"occurredAt\": \"1999-01-01T00:00:00Z\"} | occurredAt | invalid_value"
            })
    void badInputIsAnsweredWithItsIssues(String event, String path, String code) {
        var answer = api.post(event);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").get(0).path("path").asString()).isEqualTo(path);
        assertThat(answer.body().path("issues").get(0).path("code").asString()).isEqualTo(code);
    }

    @Test
    void aBatchTakesAgentsAndCallsTogetherInTheOrderOfItsLines() {
        var answer = api.post(
                "/api/events/batch",
                "[%s, %s, %s, %s]"
                        .formatted(
                                in("ana", "[]"),
                                Api.initiated("c"),
                                "{\"event\": \"agent_signed_out\", \"agentId\": \"ana\"}",
                                "{\"event\": \"agent_state_changed\", \"agentId\": \"ana\"}"),
                Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));

        assertThat(answer.body().path("stored").asInt()).isEqualTo(3);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/items/0/agentEvent/agentId").asString()).isEqualTo("ana");
        assertThat(answer.body().at("/items/3/problem/code").asString()).isEqualTo("invalid_payload");
        assertThat(agent("ana").path("state").asString()).isEqualTo("offline");
    }

    /// All of a morning, in random orders with repeats, through both replicas.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyOrderOfDeliveriesEndsInTheSameDay(long seed) {
        queueWithWrapUp("wrapping-20", 20);
        clock.tick(Duration.ofHours(1));
        var morning = morning();
        var inOrder = told(morning);
        replicas.clean();
        clock.tick(Duration.ofHours(1));

        var random = new Random(seed);
        var mixed = new ArrayList<>(morning);
        morning.stream().filter(_ -> random.nextInt(3) == 0).forEach(mixed::add);
        Collections.shuffle(mixed, random);

        assertThat(told(mixed)).isEqualTo(inOrder);
        assertThat(inOrder).contains("\"afterCall\":20");
    }

    private static List<String> morning() {
        return List.of(
                at("12:00:00", "agent_signed_in", "ana", "\"name\": \"Ana\", \"queues\": [\"wrapping-20\"]"),
                call("12:01:00", "call_initiated", "c1", "\"type\": \"voice\", \"queueId\": \"wrapping-20\""),
                call("12:01:05", "call_routed", "c1", "\"agentId\": \"ana\""),
                call("12:01:10", "call_answered", "c1", "\"agentId\": \"ana\""),
                call("12:02:00", "call_hold", "c1", "\"eventId\": \"h\""),
                call("12:02:20", "call_resumed", "c1", "\"eventId\": \"r\""),
                call("12:03:00", "call_ended", "c1", "\"endReason\": \"completed\""),
                at("12:05:00", "agent_state_changed", "ana", "\"state\": \"unavailable\", \"reason\": \"coffee\""),
                at("12:09:00", "agent_state_changed", "ana", "\"state\": \"available\""),
                call("12:10:00", "call_initiated", "c2", "\"type\": \"voice\", \"queueId\": \"wrapping-20\""),
                call("12:10:02", "call_routed", "c2", "\"agentIds\": [\"ana\", \"ben\"]"),
                call("12:10:09", "call_answered", "c2", "\"agentId\": \"ben\""),
                at("12:10:30", "agent_signed_out", "ana", "\"eventId\": \"out\""),
                at("12:20:00", "agent_signed_in", "ana", "\"name\": \"Ana María\""),
                at("12:20:00", "agent_state_changed", "ana", "\"state\": \"unavailable\""));
    }

    private String told(List<String> events) {
        var left = new ArrayList<>(events);
        // What comes before its predecessors is refused and has to come again.
        for (int round = 0; !left.isEmpty(); round++) {
            assertThat(round).isLessThan(events.size());
            var which = round % 2 == 0 ? replicas.one.api : replicas.other.api;
            left.removeIf(event -> which.post(event).status() < 300);
        }
        return Stream.of("ana", "ben").map(id -> agent(id).toString()).collect(Collectors.joining("\n"));
    }

    private static String at(String time, String event, String agentId, String rest) {
        return "{\"event\": \"%s\", \"agentId\": \"%s\", \"occurredAt\": \"2026-03-01T%sZ\", %s}"
                .formatted(event, agentId, time, rest);
    }

    private static String call(String time, String event, String callId, String rest) {
        return "{\"event\": \"%s\", \"callId\": \"%s\", \"occurredAt\": \"2026-03-01T%sZ\", %s}"
                .formatted(event, callId, time, rest);
    }

    private void queueWithWrapUp(String id, int seconds) {
        var made = api.put(
                "/api/queues/" + id,
                """
                {"displayName": "%s", "waitLimit": 30, "routingLimit": 15, "holdLimit": 60, "shortCallLimit": 10,
                 "wrapUpSeconds": %d}""".formatted(id, seconds),
                Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY));
        assertThat(made.status()).isLessThan(300);
        assertThat(made.body().path("wrapUpSeconds").asInt()).isEqualTo(seconds);
    }

    private Answer signIn(String agentId) {
        return api.post("{\"event\": \"agent_signed_in\", \"agentId\": \"%s\", \"name\": \"%s's name\"}"
                .formatted(agentId, agentId));
    }

    private static String begun(String callId, String queueId) {
        return Api.initiated(callId).replace("medical_spanish", queueId);
    }

    private static String in(String agentId, String queues) {
        return "{\"event\": \"agent_signed_in\", \"agentId\": \"%s\", \"queues\": %s}".formatted(agentId, queues);
    }

    private void assertState(String state, String since) {
        assertThat(agent("ana").path("state").asString()).isEqualTo(state);
        assertThat(Instant.parse(agent("ana").path("since").asString())).isEqualTo(since);
    }

    private double today(String what) {
        return agent("ana").path("today").path(what).asDouble();
    }

    private JsonNode agent(String id) {
        return api.get("/api/agents")
                .body()
                .valueStream()
                .filter(each -> each.path("agentId").asString().equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
