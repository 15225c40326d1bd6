package callboard.calls.intake;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedReplicas;
import callboard.calls.clock.SenderClocks;
import callboard.calls.lifecycle.GeneratedCall;
import callboard.contracts.CallEventRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Over two replicas and a restart, with repeats and our own timers between: in whatever order a call's events arrive,
/// everything that is told of it is what the order of time comes to.
class ConvergingReplicasTest {

    private static final Map<String, String> MAY_WAIT =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY, "Prefer", "respond-async");
    private static final int CALLS = 4;
    private static final int ORDERS = 4;

    private final SharedReplicas replicas = SharedReplicas.with();
    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void everyOrderIsToldAsTheOrderOfTime(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < CALLS; i++) {
            var events = GeneratedCall.of(random, 30);
            var inOrder = told(events, new Random(seed), false);
            for (int order = 0; order < ORDERS; order++) {
                var shuffled = new ArrayList<>(events);
                for (int repeat = random.nextInt(5); repeat > 0; repeat--) {
                    shuffled.add(events.get(random.nextInt(events.size())));
                }
                Collections.shuffle(shuffled, random);
                assertThat(told(shuffled, random, order == 0))
                        .as("seed %d, call %d: %s", seed, i, shuffled)
                        .isEqualTo(inOrder);
            }
        }
    }

    /// Sends the events and reads everything that is told of them.
    private List<JsonNode> told(List<CallEventRequest> events, Random random, boolean restart) {
        replicas.clean();
        // All of its events are past.
        replicas.clock.tick(Duration.ofHours(6));
        for (var event : events) {
            send(event, random.nextBoolean() ? replicas.one : replicas.other);
            if (random.nextInt(3) == 0) {
                replicas.clock.tick(Duration.ofSeconds(random.nextInt(3)));
                sweep(random.nextBoolean() ? replicas.one : replicas.other);
            }
            if (restart && random.nextInt(10) == 0) {
                try (var started = replicas.another()) {
                    sweep(started);
                }
            }
        }
        sweep(replicas.one);
        assertThat(replicas.one.sql.queryForList(
                        "select type, event_id, state, reason from parked where state <> 'applied'"))
                .as("what never had its turn of %s", events)
                .isEmpty();
        return told();
    }

    private void send(CallEventRequest event, RunningService replica) {
        var answer = replica.api.post("/api/events", json.writeValueAsString(event), MAY_WAIT);
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201, 202);
    }

    private static void sweep(RunningService replica) {
        replica.bean(SenderClocks.class).exchange();
        var now = replica.bean(Clock.class).instant();
        while (replica.bean(DeferredEventWriter.class).writeReady(now) > 0) {
            // As long as one has its turn another may.
        }
        replica.bean(CallWriter.class).writeDue(now, 100, List.of());
    }

    private List<JsonNode> told() {
        var api = replicas.one.api;
        var told = new ArrayList<JsonNode>();
        told.add(without(api.get("/api/calls/call-1").body(), "sequence"));
        api.get("/api/calls/call-1/events")
                .body()
                .forEach(event -> told.add(without(event, "sequence", "id", "receivedAt")));
        told.add(without(api.get("/api/stats?window=today").body(), "timestamp", "from"));
        // When an agent was last seen is not taken back.
        for (var agent : api.get("/api/agents").body()) {
            told.add(without(agent, "since"));
            var missed = api.get("/api/calls?missedBy=" + agent.path("agentId").asString())
                    .body();
            assertThat(missed.path("total").asInt())
                    .as("whether %s is among the calls they have missed", agent)
                    .isEqualTo(Math.min(1, agent.path("missedToday").asInt()));
        }
        api.get("/api/alerts?limit=100").body().path("data").forEach(told::add);
        return told;
    }

    private static JsonNode without(JsonNode node, String... fields) {
        return ((ObjectNode) node.deepCopy()).remove(List.of(fields));
    }
}
