package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SharedService;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EventAnswersTest {

    private final Api api = SharedService.SERVICE.api;
    private final String callId = newCallId();

    @Test
    void storesAnEventAndAnswersWithIt() {
        var answer = api.post(Api.initiated(callId));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("callId")).isEqualTo(callId);
        assertThat(answer.text("type")).isEqualTo("call_initiated");
        assertThat(answer.body().path("sequence").asInt()).isEqualTo(1);
        assertThat(answer.text("id")).hasSize(36);
        assertThat(answer.text("timestamp")).endsWith("Z");
        assertThat(answer.body().path("metadata").path("queueId").asString()).isEqualTo("medical_spanish");
    }

    @Test
    void answersARepeatWithTheEventFirstStored() {
        var first = api.post(Api.initiated(callId));
        var second = api.post(Api.initiated(callId));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void tellsEveryIssueOfAnInvalidPayloadAtOnce() {
        var answer = api.post("""
                {"event":"call_ended","callId":"no blank at the end ","endReason":"bored","duration":-1,"eventId":5}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("message")).isEqualTo("Invalid event payload");
        assertThat(answer.text("code")).isEqualTo("invalid_payload");
        assertThat(answer.text("traceId")).hasSize(32);
        assertThat(StreamSupport.stream(answer.body().path("issues").spliterator(), false)
                        .map(issue -> issue.path("path").asString() + " "
                                + issue.path("code").asString()))
                .containsExactly(
                        "callId invalid_value",
                        "duration invalid_value",
                        "endReason invalid_value",
                        "eventId invalid_type");
    }

    @Test
    void namesMissingFields() {
        var answer = api.post("{\"event\":\"call_routed\",\"callId\":\"" + callId + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues"))
                .extracting(issue -> issue.path("path").asString())
                .containsExactly("agentId");
        assertThat(answer.body().path("issues"))
                .extracting(issue -> issue.path("code").asString())
                .containsOnly("required");
    }

    @Test
    void refusesAnEventThatOnlyCallboardMakes() {
        var answer = api.post("{\"event\":\"call_flagged\",\"callId\":\"" + callId + "\",\"flags\":[]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo("event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{\"event\":\"call_initiated\",}",
                "{} {}",
                "\u0000",
                "{\"event\":\"call_initiated\"",
                "{\"callId\":\"\\ud800"
            })
    void refusesMalformedJson(String body) {
        var answer = api.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "5",
                "\"text\"",
                "true",
                "{}",
                "{\"event\":null}",
                "{\"event\":5}",
                "{\"event\":[]}",
                "{\"a\":1e5000000000}",
                "{\"event\":{}}"
            })
    void refusesJsonThatIsNoEvent(String body) {
        var answer = api.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("message")).isEqualTo("Invalid event payload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-0.001", "\"5\"", "true", "[]", "{}", "NaN"})
    void refusesNumbersThatAreNone(String waitTime) {
        api.post(Api.initiated(callId));

        assertThat(api.post("{\"event\":\"call_answered\",\"callId\":\"" + callId + "\",\"waitTime\":" + waitTime + "}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-01-01",
                "2026-01-01T00:00:00",
                "1969-12-31T23:59:59Z",
                "+1000000000-12-31T23:59:59Z",
                "2026-13-01T00:00:00Z"
            })
    void refusesTimesThatAreNone(String occurredAt) {
        assertThat(api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":\"" + occurredAt + "\"}"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T13:00:00+0100",
                "2026-01-31T13:00:00+01",
                "2026-01-31T13:00:00+01:00",
                "2026-01-31T07:30:00-0430",
                "2026-01-31t12:00:00z",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00+0000",
                "2026-01-31T12:00:00-00:00",
                "2026-01-31 12:00:00Z",
                "2026-01-31 12:00:00+00:00",
                "2026-01-31T12:00:00,000Z",
                "2026-01-31T12:00:00.000000000000Z",
                "20260131T120000Z",
                "20260131T130000+0100",
                "20260131T1200Z",
                "20260131T120000.000Z"
            })
    void takesTimesAsProgramsWriteThem(String occurredAt) {
        assertThat(api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":\"" + occurredAt + "\"}"))
                        .text("timestamp"))
                .isEqualTo("2026-01-31T12:00:00Z");
        assertThat(api.get("/api/calls?to=2026-01-31T12:00:01Z&from="
                                + occurredAt.replace("+", "%2B").replace(" ", "%20"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00",
                "20260131T120000",
                "2026-01-31T12:00:60Z",
                "2026-01-31T12:00:00+1",
                "2026-01-31T12:00:00+010",
                "2026-01-31T12:00:00+25:00",
                "2026-01-31T12:00.5Z",
                "2026-01-31_12:00:00Z",
                "2026-01-31  12:00:00Z",
                "2026-031T12:00:00Z",
                "2026-W05-6T12:00:00Z",
                "2026-02-30T12:00:00Z",
                "1769860800",
                "Sat, 31 Jan 2026 12:00:00 GMT"
            })
    void refusesTimesThatCanBeReadInTwoWaysOrNone(String occurredAt) {
        var answer = api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":\"" + occurredAt + "\"}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo("occurredAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "I-Twilio-Idempotency-Token", "webhook-id"})
    void takesAnIdInQuotesForTheSameWithout(String header) {
        api.post(Api.initiated(callId));
        api.post(Api.answered(callId, 1));
        assertThat(api.post(Api.hold(callId, 1), Map.of(header, "k-1")).status())
                .isEqualTo(201);

        for (var same : new String[] {"\"k-1\"", "\"k-1\";a=b", " \"k-1\" "}) {
            assertThat(api.post(Api.hold(callId, 1), Map.of(header, same)).header("Idempotent-Replayed"))
                    .isEqualTo("true");
        }
        api.post(Api.resumed(callId));
        assertThat(api.post(Api.hold(callId, 1), Map.of(header, "\"a\\\"b\\\\c\""))
                        .text("eventId"))
                .isEqualTo("a\"b\\c");
        for (var wrong : new String[] {"", "\"\"", "\"  \""}) {
            var answer = api.post(Api.hold(callId, 1), Map.of(header, wrong));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("issues").path(0).path("path").asString())
                    .isEqualTo(header);
        }
    }

    @Test
    void takesOneIdAlone() {
        var request = HttpRequest.newBuilder(api.uri("/api/events"))
                .POST(HttpRequest.BodyPublishers.ofString(Api.initiated(callId)))
                .header("Content-Type", "application/json")
                .header("X-API-Key", Api.KEY)
                .header("Idempotency-Key", "k-1");

        assertThat(api.send(request.copy().header("Idempotency-Key", "k-2"))
                        .body()
                        .path("issues")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo("must be given once");
        assertThat(api.send(request.copy().header("Idempotency-Key", "\"k-1\"")).status())
                .isEqualTo(201);
    }

    @Test
    void refusesNumbersAsTimes() {
        assertThat(api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":1767225600}"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "a\\udc00b", "\\n", ""})
    void refusesTextThatNoDatabaseCouldKeep(String eventId) {
        var answer = api.post(Api.initiated(callId).replace("}", ",\"eventId\":\"" + eventId + "\"}"));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesDeepNesting() {
        var answer = api.post("[".repeat(20_000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void ignoresUnknownFields() {
        assertThat(api.post(Api.initiated(callId).replace("}", ",\"sipCallId\":{\"a\":[1,2]}}"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void takesTheTimeThatTheSenderSays() {
        var answer = api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":\"2026-01-31T14:00:00.5+02:00\"}"));

        assertThat(answer.text("timestamp")).isEqualTo("2026-01-31T12:00:00.500Z");
        assertThat(api.get("/api/calls/" + callId).text("startTime")).isEqualTo("2026-01-31T12:00:00.500Z");
    }

    @Test
    void takesNoTimeFromTheFuture() {
        var answer = api.post(Api.initiated(callId).replace("}", ",\"occurredAt\":\"2999-01-01T00:00:00Z\"}"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("timestamp")).isEqualTo(answer.text("receivedAt"));
    }

    @Test
    void refusesAnUnknownQueue() {
        var answer = api.post(Api.initiated(callId).replace("medical_spanish", "basket_weaving"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("code").asString()).isEqualTo("unknown_queue");
    }

    @Test
    void refusesSendersWithoutAValidKey() {
        var json = Map.of("Content-Type", "application/json");
        assertThat(api.post("/api/events", Api.initiated(callId), json).status())
                .isEqualTo(401);
        assertThat(api.post(
                                "/api/events",
                                Api.initiated(callId),
                                Map.of("Content-Type", "application/json", "X-API-Key", "wrong"))
                        .text("code"))
                .isEqualTo("unauthorized");
        assertThat(api.post("/api/events/batch", "[]", json).status()).isEqualTo(401);
        assertThat(api.get("/api/calls/" + callId).status()).isEqualTo(404);
    }

    @Test
    void doesNotKnowACallThatNeverBegan() {
        var answer = api.post(Api.answered(callId, 5));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("call_not_found");
    }

    @Test
    void refusesAnotherCallUnderTheSameId() {
        api.post(Api.initiated(callId));
        var answer = api.post(Api.initiated(callId).replace("voice", "video"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("call_exists");
    }

    @Test
    void refusesWhatMayNotHappenNow() {
        api.post(Api.initiated(callId));
        var answer = api.post(Api.hold(callId, 5));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("illegal_transition");
        api.post(Api.ended(callId, "abandoned", 20));
        assertThat(api.post(Api.answered(callId, 5)).text("code")).isEqualTo("call_ended");
    }

    @Test
    void refusesBodiesOver64KiB() {
        var padding = " ".repeat(64 * 1024);

        var answer = api.post(Api.initiated(callId) + padding);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("payload_too_large");
        var fits = Api.initiated(callId);
        assertThat(api.post(fits + " ".repeat(64 * 1024 - fits.length())).status())
                .isEqualTo(201);
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThat(api.post(Api.initiated(callId), Map.of("Content-Type", "text/plain"))
                        .text("code"))
                .isEqualTo("unsupported_media_type");
        assertThat(api.post("/api/events", Api.initiated(callId), Map.of("X-API-Key", Api.KEY))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void answersOtherMethodsAndPlacesWithProblems() {
        assertThat(api.get("/api/events").status()).isEqualTo(405);
        assertThat(api.get("/api/events").header("Allow")).isEqualTo("POST");
        assertThat(api.get("/nowhere").text("code")).isEqualTo("not_found");
    }

    @Test
    void keepsTheSendersTrace() {
        var answer = api.post("{", Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(answer.text("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void putsBrokenRulesInTheMetadataAndOnTheCall() {
        api.post(Api.initiated(callId));
        var answer = api.post(Api.answered(callId, 42));

        JsonNode flag = answer.body().path("metadata").path("flags").path(0);
        assertThat(flag.path("rule").asString()).isEqualTo("wait_sla_exceeded");
        assertThat(flag.path("message").asString()).isEqualTo("Waited 42 s; the limit is 30 s");
        assertThat(api.get("/api/calls/" + callId).body().path("flags").path(0).asString())
                .isEqualTo("wait_sla_exceeded");
    }

    @Test
    void whatIsStoredIsAnsweredSoWhateverAnswerIsAccepted() {
        var picky = Map.of("Accept", "text/html");

        assertThat(api.post(Api.initiated(callId), picky).status()).isEqualTo(201);
        assertThat(api.post(Api.initiated(callId), picky).status()).isEqualTo(200);
        assertThat(api.post(Api.hold(callId, 1), Map.of("Accept", "text/html", "Prefer", "respond-async"))
                        .status())
                .isEqualTo(202);
        assertThat(api.post(
                                "/api/events/batch",
                                "[" + Api.answered(callId, 1) + "]",
                                Map.of("Accept", "text/html", "Content-Type", "application/json", "X-API-Key", Api.KEY))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRepeatIsARepeatHoweverFinelyItsSenderTellsTime() {
        var at = ",\"occurredAt\":\"2026-03-01T12:00:00.123456789Z\"}";
        api.post(Api.initiated(callId));
        var route = Api.routed(callId, "agent_1").replaceFirst("}$", at);
        var first = api.post(route);
        var second = api.post(route);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }
}
