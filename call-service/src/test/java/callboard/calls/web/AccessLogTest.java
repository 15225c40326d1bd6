package callboard.calls.web;

import static callboard.calls.RunningService.newCallId;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class AccessLogTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECRET = "a-secret-of-ours";

    private static TestRedis redis;
    private static RunningService service;

    private final String requestId = UUID.randomUUID().toString();
    private CapturedOutput output;

    @BeforeAll
    static void start() {
        redis = TestRedis.started();
        service = RunningService.start(
                redis,
                "logging.structured.format.console=logstash",
                "logging.level.callboard.access=info",
                "callboard.security.viewer-tokens=wall:" + SECRET + "-token");
    }

    @AfterAll
    static void stop() {
        service.close();
        redis.close();
    }

    @BeforeEach
    void captured(CapturedOutput output) {
        this.output = output;
    }

    @Test
    void anEventIsALineWithItsCall() {
        var callId = newCallId();
        var answer = service.api.post(Api.initiated(callId), sent(Map.of()));

        var line = line();
        assertThat(line.path("message").asString()).startsWith("POST /api/events 201 in ");
        assertThat(line.path("method").asString()).isEqualTo("POST");
        assertThat(line.path("path").asString()).isEqualTo("/api/events");
        assertThat(line.path("status").asInt()).isEqualTo(201);
        assertThat(line.path("millis").isNumber()).isTrue();
        assertThat(line.path("bytes").asInt()).isEqualTo(answer.raw().body().length());
        assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(line.path("key").asString()).isEqualTo("tests");
        assertThat(line.path("callId").asString()).isEqualTo(callId);
        assertThat(line.has("events")).isFalse();
        assertThat(line.path("logger_name").asString()).isEqualTo("callboard.access");
        assertThat(line.path("level").asString()).isEqualTo("INFO");
        assertThat(line.path("service").asString()).isEqualTo("call-service");
        assertThat(line.path("@timestamp").asString()).endsWith("Z");
    }

    @Test
    void anotherSpellingOfTheMediaTypeIsALineLikeTheUsualOne() {
        var callId = newCallId();
        service.api.post(Api.initiated(callId), sent(Map.of("Content-Type", "application/json;charset=UTF-8")));

        var line = line();
        assertThat(line.path("status").asInt()).isEqualTo(201);
        assertThat(line.path("callId").asString()).isEqualTo(callId);
        assertThat(line.path("key").asString()).isEqualTo("tests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void aBatchIsOneLineWithTheNumberOfItsEvents(String type) {
        var events = List.of(Api.initiated(newCallId()), Api.initiated(newCallId()), "{}");
        service.api.post(
                "/api/events/batch",
                type.endsWith("ndjson") ? String.join("\n", events) : events.toString(),
                sent(Map.of("Content-Type", type)));

        var line = line();
        assertThat(line.path("path").asString()).isEqualTo("/api/events/batch");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("events").asInt()).isEqualTo(3);
        assertThat(line.has("callId")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events"})
    void whatIsReadOfACallNamesIt(String what) {
        var callId = newCallId();
        service.api.get("/api/calls/" + callId + what, sent(Map.of("X-API-Key", Api.ADMIN_KEY)));

        var line = line();
        assertThat(line.path("method").asString()).isEqualTo("GET");
        assertThat(line.path("status").asInt()).isEqualTo(404);
        assertThat(line.path("callId").asString()).isEqualTo(callId);
        assertThat(line.path("key").asString()).isEqualTo("tests");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 415, 422})
    void whatIsRefusedIsALineToo(int status) {
        var callId = newCallId();
        var answer = switch (status) {
            case 400 -> service.api.post("{", sent(Map.of()));
            case 401 -> service.api.post(Api.initiated(callId), sent(Map.of("X-API-Key", SECRET)));
            case 403 -> service.api.post(Api.initiated(callId), sent(Map.of("X-API-Key", Api.ADMIN_KEY)));
            case 413 -> service.api.post(" ".repeat(70_000), sent(Map.of()));
            case 415 -> service.api.post(Api.initiated(callId), sent(Map.of("Content-Type", "text/plain")));
            default -> {
                service.api.post(Api.initiated(callId));
                service.api.post(Api.ended(callId, "failed", 3));
                yield service.api.post(Api.answered(callId, 4), sent(Map.of()));
            }
        };
        assertThat(answer.status()).isEqualTo(status);

        var line = line();
        assertThat(line.path("status").asInt()).isEqualTo(status);
        assertThat(line.path("traceId").asString()).isEqualTo(TRACE).isEqualTo(answer.text("traceId"));
        assertThat(line.path("bytes").asInt()).isEqualTo(answer.raw().body().length());
        assertThat(line.path("key").asString()).isEqualTo(status == 401 ? "" : "tests");
        assertThat(line.path("callId").asString()).isEqualTo(status == 422 ? callId : "");
    }

    @Test
    void aSenderOfTooMuchIsNamed() {
        var key = service.api
                .post(
                        "/api/ops/keys",
                        "{\"name\":\"eager\",\"role\":\"ingest\",\"eventsPerSecond\":1}",
                        Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY))
                .text("secret");
        // A whole batch is always taken; the next one then has to wait.
        var batch = Collections.nCopies(1000, "{}").toString();
        service.api.post("/api/events/batch", batch, Map.of("Content-Type", "application/json", "X-API-Key", key));
        assertThat(service.api
                        .post("/api/events/batch", batch, sent(Map.of("X-API-Key", key)))
                        .status())
                .isEqualTo(429);

        var line = line();
        assertThat(line.path("status").asInt()).isEqualTo(429);
        assertThat(line.path("key").asString()).isEqualTo("eager");
        assertThat(output.getAll()).doesNotContain(key);
    }

    @Test
    void aFaultOfOursIsALineWithItsCall() {
        var callId = newCallId();
        service.sql.execute("alter table outbox add constraint refuse check (call_id <> '%s')".formatted(callId));
        assertThat(service.api.post(Api.initiated(callId), sent(Map.of())).status())
                .isEqualTo(500);

        var line = line();
        assertThat(line.path("status").asInt()).isEqualTo(500);
        assertThat(line.path("callId").asString()).isEqualTo(callId);
    }

    @Test
    void whatIsTooBrokenForAnyFilterIsALine() {
        service.api.get("/api/calls/%00", sent(Map.of()));
        assertThat(line().path("status").asInt()).isEqualTo(400);
    }

    @Test
    void whatIsAskedForAndWhatOpensDoorsIsNotLogged() {
        service.api.get(
                "/api/calls;jsessionid=%s?q=%s&api_key=%s".formatted(SECRET, SECRET, SECRET),
                sent(Map.of("Authorization", "Bearer " + SECRET + "-token", "Cookie", SECRET)));
        assertThat(line().path("path").asString()).isEqualTo("/api/calls…");
        assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain(Api.KEY);
    }

    @Test
    void anIdThatIsNoneIsReplaced() {
        var callId = newCallId();
        service.api.post(Api.initiated(callId), Map.of("X-Request-ID", "\"}, \"level\": \"ERROR"));
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(output.getAll()).contains(callId));
        var line = lines().stream()
                .filter(each -> each.path("callId").asString().equals(callId))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("requestId").asString()).matches("[0-9a-f]{16}");
    }

    private Map<String, String> sent(Map<String, String> headers) {
        var all = new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "X-API-Key",
                Api.KEY,
                "traceparent",
                "00-" + TRACE + "-b7ad6b7169203331-01",
                "X-Request-ID",
                requestId));
        all.putAll(headers);
        return all;
    }

    /// The one line of the request that was sent with [#sent].
    private JsonNode line() {
        var found = new AtomicReference<JsonNode>();
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            var ours = lines().stream()
                    .filter(line -> line.path("requestId").asString().equals(requestId))
                    .toList();
            assertThat(ours).hasSize(1);
            found.set(ours.getFirst());
        });
        return found.get();
    }

    /// Each is JSON: what can't be read fails here.
    private List<JsonNode> lines() {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("callboard.access"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
