package callboard.calls.call;

import static callboard.calls.RunningService.newCallId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever id is taken can be read, listed, searched, exported and administered.
class EveryIdTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final String SETTINGS =
            "{\"displayName\":\"Odd\",\"waitLimit\":30,\"routingLimit\":15,\"holdLimit\":60,\"shortCallLimit\":10}";
    private static final int GENERATED = 60;

    private static final RedisClient REDIS =
            RedisClient.create("redis://" + SharedService.REDIS.host() + ":" + SharedService.REDIS.port());
    private static RedisCommands<String, String> redis;

    private final Api api = SharedService.SERVICE.api;

    @BeforeAll
    static void connect() {
        redis = REDIS.connect().sync();
    }

    @AfterAll
    static void close() {
        REDIS.shutdown();
    }

    static Stream<String> ids() {
        var named = Stream.of(
                "a/b@h",
                "Ventas/Soporte",
                "EMPRESA\\ana",
                "50 %",
                "%2F",
                "%25",
                "%2e%2e",
                "abc;tag=1",
                "jo.o'neil@x",
                "\"q\"",
                "<sip:201@x>",
                "#201",
                "*201",
                "a?b=c&d#e",
                "Ana María",
                "Jose\u0301",
                "a//b",
                "/",
                "/a/",
                "//x",
                "a\\",
                "\\\\h\\x",
                "...",
                "a.json",
                "x/acknowledge",
                "x/events",
                "events",
                "+34 600",
                "=cmd",
                "@x",
                "-x",
                "'x",
                "a,b|c",
                "日本語 係",
                "مكتب",
                "क्‍ष",
                "👩‍💻",
                "😀".repeat(128),
                "null",
                "a+b",
                "..;x",
                ";",
                "%",
                "%00",
                "%zz",
                "a%2",
                "{id}",
                "*",
                "**",
                "$1",
                "%s",
                "a_b%c",
                "\uFFFD");
        return Stream.concat(named, generated()).map(id -> id + " " + newCallId());
    }

    /// Of all scripts, with what means something in addresses between.
    private static Stream<String> generated() {
        var random = new Random(7);
        var scripts = Arrays.stream(Character.UnicodeScript.values())
                .map(script -> IntStream.range(0x20, 0x20000)
                        .filter(each -> Character.UnicodeScript.of(each) == script)
                        .limit(500)
                        .toArray())
                .filter(characters -> characters.length > 0)
                .toList();
        return Stream.generate(() -> {
                    var script = scripts.get(random.nextInt(scripts.size()));
                    var id = new StringBuilder();
                    for (int i = random.nextInt(1, 12); i > 0; i--) {
                        id.append(
                                random.nextInt(3) == 0
                                        ? "/%\\;'\"<>#? .".charAt(random.nextInt(12))
                                        : Character.toString(script[random.nextInt(script.length)]));
                    }
                    return id.toString();
                })
                .filter(id -> Ids.normalized(id).matches(CallEventRequest.ID))
                .limit(GENERATED);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isReadAndFound(String sent) {
        // Too long with what makes it no other test's.
        var id = sent.codePointCount(0, sent.length()) > 128
                ? sent.substring(sent.indexOf(' ') + 1) + "😀".repeat(80)
                : sent;
        var kept = Ids.normalized(id);
        assertThat(event(Map.of("event", "call_initiated", "callId", id, "type", "voice", "queueId", "legal_english"))
                        .status())
                .isEqualTo(201);
        assertThat(event(Map.of("event", "call_routed", "callId", id, "agentId", id, "routingTime", 1))
                        .status())
                .isEqualTo(201);

        assertThat(api.get("/api/calls/" + encoded(id)).text("id")).isEqualTo(kept);
        assertThat(api.get("/api/calls/" + encoded(id)).text("agentId")).isEqualTo(kept);
        assertThat(api.get("/api/calls/" + encoded(id) + "/events").body()).hasSize(2);
        assertThat(api.get("/api/calls/" + encoded(id) + "/").text("id")).isEqualTo(kept);
        assertThat(found("/api/calls?agentId=" + encoded(id))).containsExactly(kept);
        assertThat(found("/api/calls?q=" + encoded(id))).containsExactly(kept);
        assertThat(found("/api/calls?q=" + encoded(withoutLast(kept)))).contains(kept);
        assertThat(lines("/api/calls.csv?raw=true&agentId=" + encoded(id))).hasSize(2);
        await().untilAsserted(() -> assertThat(redis.get("call:" + kept)).contains("\"sequence\":2"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void namesAQueue(String id) {
        if (id.codePointCount(0, id.length()) > 128) {
            return;
        }
        var kept = Ids.normalized(id);
        var address = "/api/queues/" + encoded(id);
        assertThat(api.put(address, SETTINGS, ADMIN).text("id")).isEqualTo(kept);
        var callId = newCallId();
        assertThat(event(Map.of("event", "call_initiated", "callId", callId, "type", "voice", "queueId", id))
                        .status())
                .isEqualTo(201);

        assertThat(api.get(address).text("id")).isEqualTo(kept);
        assertThat(found("/api/calls?queueId=" + encoded(id))).containsExactly(callId);
        assertThat(api.get("/api/stats?queueId=" + encoded(id)).status()).isEqualTo(200);
        assertThat(api.get("/api/alerts?queueId=" + encoded(id)).status()).isEqualTo(200);
        assertThat(api.delete(address, ADMIN).text("id")).isEqualTo(kept);
        assertThat(api.get(address).status()).isEqualTo(404);
    }

    @Test
    void hasAnAlertThatCanBeAcknowledged() {
        var id = "a/b\\c;d 100% " + newCallId();
        event(Map.of("event", "call_initiated", "callId", id, "type", "voice", "queueId", "legal_english"));
        var alert = id + ":wait_sla_exceeded:breach:1";
        SharedService.SERVICE.sql.update("""
                insert into alerts values (?, 'breach', 'wait_sla_exceeded', ?, 'legal_english', null, now(), now(), 30, 'x')""", alert, id);

        var answer = api.post(
                "/api/alerts/" + encoded(alert) + "/acknowledge",
                "{\"by\":\"me\"}",
                Map.of("Content-Type", "application/json"));

        assertThat(answer.text("acknowledgedBy")).isEqualTo("me");
        assertThat(api.get("/api/alerts?callId=" + encoded(id)).body().path("data"))
                .hasSize(1);
    }

    /// A cursor holds an id; in the order of ids, twice.
    @ParameterizedTest
    @ValueSource(strings = {"startTime", "-startTime", "id", "-id", "waitTime", "duration"})
    void isNoObstacleToPages(String sort) {
        var agent = "a g " + newCallId();
        var calls = Stream.of("a b", "50 %", "%20", "% 20", "a  b", "é/è")
                .map(id -> id + newCallId())
                .toList();
        for (var id : calls) {
            event(Map.of("event", "call_initiated", "callId", id, "type", "voice", "queueId", "legal_english"));
            event(Map.of("event", "call_routed", "callId", id, "agentId", agent, "routingTime", 1));
        }
        var seen = new ArrayList<String>();
        var first = "/api/calls?limit=1&sort=" + sort + "&agentId=" + encoded(agent);
        var page = api.get(first).body();
        while (true) {
            seen.add(page.path("data").path(0).path("id").asString());
            if (!page.hasNonNull("nextCursor")) {
                break;
            }
            page = api.get(first + "&cursor=" + page.path("nextCursor").asString())
                    .body();
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/../b", " a", "a ", "a\u202eb", "", "x\u0007"})
    void thatIsNoneIsRefusedWhereverItIsNamed(String id) {
        for (var field : List.of("callId", "agentId", "queueId")) {
            var event = new HashMap<String, Object>(Map.of("event", "call_retransfer", "callId", "x"));
            event.put(field, id);
            assertThat(event(event).body().path("issues").path(0).path("path").asString())
                    .isEqualTo(field);
        }
        if (!id.isEmpty() && !id.equals(".") && !id.equals("..")) {
            assertThat(api.put("/api/queues/" + encoded(id), SETTINGS, ADMIN).status())
                    .isEqualTo(400);
            assertThat(api.get("/api/calls/" + encoded(id)).status()).isIn(400, 404);
        }
    }

    @Test
    void isText() {
        assertThat(api.post("{\"event\":\"call_resumed\",\"callId\":1234567890.123}")
                        .body()
                        .path("issues")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo("must be text");
    }

    private Answer event(Map<String, Object> event) {
        return api.post(JSON.writeValueAsString(event));
    }

    private List<String> found(String address) {
        return StreamSupport.stream(api.get(address).body().path("data").spliterator(), false)
                .map((JsonNode each) -> each.path("id").asString())
                .toList();
    }

    private List<String> lines(String address) {
        return api.get(address).raw().body().lines().toList();
    }

    private static String withoutLast(String id) {
        return id.substring(0, id.offsetByCodePoints(id.length(), -1));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
