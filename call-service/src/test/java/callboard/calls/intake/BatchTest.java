package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.testing.TestRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchTest {

    private final Api api = SharedService.SERVICE.api;
    private final String callId = newCallId();

    @Test
    void appliesACallsEventsInTheirOrderAndAnswersEach() {
        var answer = batch(Stream.of(
                Api.initiated(callId),
                Api.routed(callId, "a"),
                Api.answered(callId, 3),
                Api.hold(callId, 4),
                Api.resumed(callId),
                Api.ended(callId, "completed", 60)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("stored").asInt()).isEqualTo(6);
        assertThat(answer.body().path("items"))
                .extracting(item -> item.path("event").path("sequence").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(api.get("/api/calls/" + callId).text("status")).isEqualTo("ended");
    }

    @Test
    void oneBadEventNeverFailsItsNeighbours() {
        var answer = batch(Stream.of(
                Api.initiated(callId),
                "5",
                Api.hold(callId, 4),
                "{\"event\":\"call_ended\"}",
                Api.initiated(callId),
                Api.answered("nobody-knows", 3),
                Api.answered(callId, 3)));

        assertThat(answer.body().path("items"))
                .extracting(item -> item.path("status").asInt())
                .containsExactly(201, 400, 422, 400, 200, 404, 201);
        assertThat(answer.body()
                        .path("items")
                        .path(2)
                        .path("problem")
                        .path("code")
                        .asString())
                .isEqualTo("illegal_transition");
        assertThat(answer.body().path("stored").asInt()).isEqualTo(2);
        assertThat(answer.body().path("replayed").asInt()).isEqualTo(1);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(4);
    }

    @Test
    void takesOneEventALine() {
        var answer = api.post(
                "/api/events/batch",
                Api.initiated(callId) + "\n{oops\n\n" + Api.answered(callId, 3) + "\n",
                Map.of("Content-Type", "application/x-ndjson", "X-API-Key", Api.KEY));

        assertThat(answer.body().path("items"))
                .extracting(item -> item.path("status").asInt())
                .containsExactly(201, 400, 201);
    }

    @Test
    void takesAThousandEventsAndNoMore() {
        var thousand = IntStream.range(0, 1000)
                .mapToObj(i -> Api.initiated(callId + "." + i))
                .toList();

        assertThat(batch(thousand.stream()).body().path("stored").asInt()).isEqualTo(1000);
        assertThat(batch(Stream.concat(thousand.stream(), Stream.of("{}"))).status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoBatch() {
        assertThat(post("{}").text("code")).isEqualTo("invalid_payload");
        assertThat(post("[").text("code")).isEqualTo("malformed_json");
        assertThat(post("[" + " ".repeat(4 * 1024 * 1024) + "]").status()).isEqualTo(413);
        assertThat(post("[]").status()).isEqualTo(200);
    }

    private Answer batch(Stream<String> events) {
        return api.postAll(events);
    }

    private Answer post(String body) {
        return api.post("/api/events/batch", body, Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
    }

    @Test
    void aRepeatWithinABatchIsARepeat() {
        JsonNode items = batch(Stream.of(Api.initiated(callId), Api.initiated(callId)))
                .body()
                .path("items");

        assertThat(items.path(0).path("event")).isEqualTo(items.path(1).path("event"));
    }

    @Test
    void aLineThatIsNoUtf8IsRefusedRatherThanGuessedAt() {
        var lines = Api.initiated(callId) + "\n" + Api.answered(callId, 3).replaceFirst("}$", ",\"eventId\":\"é\"}");
        var items = api.post(
                        "/api/events/batch",
                        BodyPublishers.ofByteArray(lines.getBytes(ISO_8859_1)),
                        Map.of("Content-Type", "application/x-ndjson", "X-API-Key", Api.KEY))
                .body()
                .path("items");

        assertThat(items).extracting(item -> item.path("status").asInt()).containsExactly(201, 400);
        assertThat(items.path(1).path("problem").path("code").asString()).isEqualTo("malformed_json");
    }

    @Test
    void whatFollowsAnEventThatIsToBeSentAgainIsToBeSentAgainToo() {
        try (var redis = TestRedis.started();
                var narrow = RunningService.start(redis, "callboard.intake.lanes=1", "callboard.intake.waiting=1")) {
            narrow.api.post(Api.initiated(callId));
            var body = IntStream.range(0, 1000)
                    .mapToObj(i -> Api.routed(callId, "agent_" + i))
                    .collect(Collectors.joining(",", "[", "]"));
            var statuses = narrow.api
                    .post("/api/events/batch", body, Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY))
                    .body()
                    .path("items")
                    .valueStream()
                    .map((JsonNode item) -> item.path("status").asInt())
                    .toList();

            assertThat(statuses).contains(503);
            assertThat(statuses.subList(statuses.indexOf(503), 1000)).containsOnly(503);
        }
    }
}
