package callboard.calls.intake;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Whatever many senders send in whatever order, what is stored is a story that a plain model can tell again.
class RandomStreamsTest {

    private static final int SENDERS = 16;
    private static final int EVENTS_EACH = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsStoredIsALegalStoryAndWhatWasAnsweredIsInIt(long seed) throws Exception {
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started();
                var one = RunningService.start(database, redis);
                var other = RunningService.start(database, redis)) {
            var calls = IntStream.range(0, 12)
                    .mapToObj(i -> "call-" + seed + "-" + i)
                    .toList();

            var answers = send(calls, seed, List.of(one.api, other.api));

            assertThat(answers).extracting(Answer::status).isSubsetOf(200, 201, 404, 409, 422);
            for (var callId : calls) {
                var history = one.api.get("/api/calls/" + callId + "/events").body();
                assertThat(one.api
                                .get("/api/calls/" + callId)
                                .body()
                                .path("sequence")
                                .asInt())
                        .isEqualTo(history.size());
                var told = new PlainCall();
                history.forEach(told::happens);
                told.expectSameAs(one.api.get("/api/calls/" + callId).body());
                // Every answer that says stored or replayed is the stored event, and each was stored by one delivery.
                var ours = answers.stream()
                        .filter(answer -> answer.text("callId").equals(callId))
                        .toList();
                assertThat(ours)
                        .allSatisfy(answer -> assertThat(history.get(
                                        answer.body().path("sequence").asInt() - 1))
                                .isEqualTo(answer.body()));
                assertThat(ours).filteredOn(answer -> answer.status() == 201).hasSize(history.size());
            }
        }
    }

    private static List<Answer> send(List<String> calls, long seed, List<Api> replicas) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = IntStream.range(0, SENDERS)
                    .<Callable<List<Answer>>>mapToObj(sender -> () -> {
                        var random = new Random(seed * 1000 + sender);
                        var answers = new ArrayList<Answer>();
                        for (int i = 0; i < EVENTS_EACH; i++) {
                            answers.add(replicas.get(random.nextInt(2)).post(anyEvent(calls, random)));
                        }
                        return answers;
                    })
                    .toList();
            return threads.invokeAll(senders).stream()
                    .flatMap(done -> {
                        try {
                            return done.get().stream();
                        } catch (InterruptedException | ExecutionException failed) {
                            throw new AssertionError("A sender failed", failed);
                        }
                    })
                    .toList();
        }
    }

    private static String anyEvent(List<String> calls, Random random) {
        var callId = calls.get(random.nextInt(calls.size()));
        var body = switch (random.nextInt(12)) {
            case 0 -> Api.initiated(callId);
            case 1, 2 -> Api.routed(callId, "agent_" + random.nextInt(3));
            case 3, 4 -> Api.answered(callId, random.nextInt(3) * 20);
            case 5, 6 -> Api.hold(callId, random.nextInt(2) * 100);
            case 7, 8 -> Api.resumed(callId);
            case 9, 10 -> Api.retransfer(callId);
            default ->
                random.nextInt(8) == 0 ? Api.ended(callId, "completed", random.nextInt(30)) : Api.resumed(callId);
        };
        return random.nextInt(3) == 0
                ? body.replaceFirst("}$", ",\"eventId\":\"e" + random.nextInt(1000) + "\"}")
                : body;
    }

    /// The model: what a call is, told by its stored events alone and with none of the service's code.
    private static final class PlainCall {

        private static final Map<String, Map<String, String>> GRAPH = new HashMap<>(Map.of(
                "call_initiated", Map.of("none", "waiting"),
                "call_routed", Map.of("waiting", "waiting"),
                "call_answered", Map.of("waiting", "active", "on_hold", "active"),
                "call_hold", Map.of("active", "on_hold"),
                "call_resumed", Map.of("on_hold", "active"),
                "call_retransfer", Map.of("waiting", "waiting", "active", "waiting", "on_hold", "waiting"),
                "call_ended", Map.of("waiting", "ended", "active", "ended", "on_hold", "ended")));

        private String status = "none";
        private int sequence;
        private @Nullable String agent;
        private final List<String> flags = new ArrayList<>();

        void happens(JsonNode event) {
            var type = event.path("type").asString();
            assertThat(GRAPH.get(type)).as(type + " while " + status).containsKey(status);
            status = GRAPH.get(type).get(status);
            assertThat(event.path("sequence").asInt()).isEqualTo(++sequence);
            switch (type) {
                case "call_routed" ->
                    agent = event.path("metadata").path("agentId").asString();
                case "call_retransfer" -> agent = null;
                default ->
                    assertThat(event.path("metadata").path("agentId").isMissingNode())
                            .isTrue();
            }
            event.path("metadata").path("flags").forEach(flag -> {
                var rule = flag.path("rule").asString();
                if (!flags.contains(rule)) {
                    flags.add(rule);
                }
            });
        }

        void expectSameAs(JsonNode call) {
            if (sequence == 0) {
                assertThat(call.path("code").asString()).isEqualTo("call_not_found");
                return;
            }
            assertThat(call.path("status").asString()).isEqualTo(status);
            assertThat(call.path("agentId").asString(null)).isEqualTo(agent);
            assertThat(call.path("flags")).extracting(JsonNode::asString).isEqualTo(flags);
            assertThat(call.has("endTime")).isEqualTo(status.equals("ended"));
        }
    }
}
