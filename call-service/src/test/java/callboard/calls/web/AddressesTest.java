package callboard.calls.web;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses, hosts, parameters and accepted types as clients write them: over plain sockets where no library would.
class AddressesTest {

    private static final String CALL = RunningService.newCallId();

    private final Api api = SharedService.SERVICE.api;

    @BeforeAll
    static void aCall() {
        SharedService.SERVICE.api.post(Api.initiated(CALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/api/queues",
                "/api/calls/CALL",
                "/api/calls/CALL/events",
                "/api/calls?q=CALL",
                "/api/alerts?callId=CALL",
                "/api/calls.csv?q=CALL",
                "/api/openapi.json",
                "/api/docs",
                "/actuator/health/liveness"
            })
    void haveOneMeaning(String usual) throws IOException {
        var address = usual.replace("CALL", CALL);
        int end = address.contains("?") ? address.indexOf('?') : address.length();
        var path = address.substring(0, end);
        var query = address.substring(end);
        var expected = withoutUptime(get(address, "localhost"));
        assertThat(expected).startsWith("HTTP/1.1 200");

        for (var spelled : new String[] {
            path + "/",
            path + "//",
            "/" + path,
            "//" + path.substring(1),
            path.replace("/", "//"),
            "/." + path,
            "/%2e" + path,
            "/x/.." + path,
            "/x/%2E%2e" + path,
            "/x/..;y=1" + path,
            path + "/.",
            path + "/x/.."
        }) {
            assertThat(withoutUptime(get(spelled + query, "localhost")))
                    .as(spelled)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calls/..",
                "/api/calls/%2e%2e",
                "/api/calls/.",
                "/api/calls/..;x",
                "/api/calls/../",
                "/api/calls/..%2f",
                "/api/calls/..%5c..%5c",
                "/api/calls/%2e%2e/%2e%2e/x",
                "/api/queues/..",
                "/api/docs/ui/..%2f..%2fapplication.yaml",
                "/api/docs/ui/..%5c..%5capplication.yaml",
                "/api/docs/ui/%2e%2e/%2e%2e/application.yaml"
            })
    void leadNowhereElse(String address) throws IOException {
        // The list itself is what `.` after it means.
        var status = address.equals("/api/calls/.") ? "HTTP/1.1 200" : "HTTP/1.1 404";

        assertThat(get(address, "localhost")).startsWith(status).contains("json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/ops/keys",
                "/api//ops/keys",
                "/api/ops/keys/",
                "/./api/ops/keys",
                "/api/calls/../ops/keys",
                "/api/%2e/ops/keys",
                "/x/..;y/api/ops/keys",
                "/api;x/ops/keys"
            })
    void areGuardedHoweverTheyAreSpelled(String address) throws IOException {
        assertThat(get(address, "localhost")).startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call_service:3001",
                "call_board",
                "a_b.example.com",
                "a-.b",
                "-a",
                "a..b",
                "call-service:3001",
                "127.0.0.1",
                "[::1]",
                "CALLBOARD",
                "",
                "a~b",
                "call_service:",
                "_"
            })
    void areOfHostsOfAnyName(String host) throws IOException {
        assertThat(get("/health", host)).startsWith("HTTP/1.1 200");
        assertThat(exchange(
                        "POST /api/events HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nX-API-Key: " + Api.KEY
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + Api.initiated(CALL).length() + "\r\n\r\n"
                                + Api.initiated(CALL)))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a@b", "a\"b", "<a>", "[::1", "a:x", "a:1:2", "é"})
    void areOfNoHostThatIsNone(String host) throws IOException {
        assertThat(get("/health", host)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/calls?Status=waiting,Status",
        "/api/calls?unknown=1,unknown",
        "/api/calls?status[]=waiting,status[]",
        "/api/calls.csv?queueid=x,queueid",
        "/api/calls.csv?queue=x,queue",
        "/api/calls?raw=true,raw",
        "/api/stats?queueid=x,queueid",
        "/api/stats?Window=1h,Window",
        "/api/stats?zone=UTC,zone",
        "/api/stats/series?tz=UTC,tz",
        "/api/reports?tz=UTC,tz",
        "/api/alerts?agentId=x,agentId",
        "/api/agents?queueId=legal_english,queueId",
        "/api/agents/queues?queueId=legal_english,queueId",
        "/api/callbacks?queueId=legal_english,queueId",
        "/api/queues?id=x,id",
        "/api/calls/CALL?fields=id,fields",
        "/api/calls/CALL/events?limit=1,limit",
        "/api/calls?queueId=,queueId",
        "/api/calls?status=,status",
        "/api/calls?agentId,agentId",
        "/api/calls.csv?raw=yes,raw",
        "/api/stats?queueId=,queueId",
        "/api/alerts?callId=,callId"
    })
    void takeNoParametersThatNobodyReads(String address, String name) {
        var answer = api.get(address.replace("CALL", CALL).replace("[", "%5B").replace("]", "%5D"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_parameter");
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo(name);
    }

    @Test
    void nameTheParametersThatAreKnown() {
        var issues = api.get("/api/stats?queueid=x&window=9h").body().path("issues");

        assertThat(issues).hasSize(2);
        assertThat(issues.path(0).path("message").asString()).isEqualTo("is not known; known are window, queueId");
        assertThat(issues.path(1).path("path").asString()).isEqualTo("window");
        assertThat(api.get("/api/ops/parked?State=waiting", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/api/ops/changes?Kind=queue", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/api/ops/keys?x=1", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/queues?_=1795878312",
                "/api/calls?limit=1&_=1",
                "/health?t=1",
                "/api/openapi.json?v=2",
                "/api/docs?x"
            })
    void letClientsPastTheirCaches(String address) {
        assertThat(api.get(address).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/problem+json",
                "application/problem+json, application/json;q=0.5",
                "application/vnd.x+json",
                "application/*+json",
                "application/problem+json;q=0.3",
                "application/json",
                "*/*"
            })
    void areAnsweredWithJsonThatIsCalledJson(String accept) {
        for (var address : new String[] {"/api/calls", "/api/queues", "/api/stats", "/health", "/api/openapi.json"}) {
            var answer = api.get(address, Map.of("Accept", accept));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
        assertThat(api.get("/api/calls?limit=0", Map.of("Accept", accept)).header("Content-Type"))
                .isEqualTo("application/problem+json");
    }

    @Test
    void withTypesThatAreNotJsonAreNotAcceptable() {
        assertThat(api.get("/api/calls", Map.of("Accept", "text/event-stream")).status())
                .isEqualTo(406);
    }

    private static String withoutUptime(String answer) {
        return answer.replaceAll("\"(uptime|timestamp)\":[^,}]*", "")
                .replaceAll("(?m)^(Date|Last-Modified|Transfer-Encoding|Content-Length):.*\r\n", "")
                .replaceAll("\"etag\".*", "");
    }

    private String get(String address, String host) throws IOException {
        return exchange("GET " + address + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", api.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
