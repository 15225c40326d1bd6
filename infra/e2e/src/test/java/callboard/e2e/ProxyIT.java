package callboard.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What the shipped nginx hands on is what was sent: over plain sockets, since no HTTP library would send most of it.
@WithCallboard
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningCallboard callboard;
    private Nginx nginx;

    ProxyIT(RunningCallboard callboard) {
        this.callboard = callboard;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        nginx = new Nginx(callboard, folder.toAbsolutePath());
    }

    @AfterAll
    void stop() {
        nginx.close();
    }

    static Stream<String> ids() {
        return Stream.of(
                "a/b@h",
                "a//b",
                "/",
                "//x/",
                "EMPRESA\\ana",
                "50 %",
                "%2F",
                "%2e%2e",
                "a;b",
                "a?b=c&d#e",
                "jo.o'neil",
                "\"q\"",
                "<x>",
                "Ana María",
                "日本語",
                "👩‍💻",
                "...",
                "..;x",
                "a+b",
                "x/events",
                "{id}");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyIdIsReadThroughIt(String id) throws IOException {
        var callId = id + " through the proxy";
        var address = "/api/calls/" + URLEncoder.encode(callId, UTF_8).replace("+", "%20");
        var event = JSON.writeValueAsString(
                Map.of("event", "call_initiated", "callId", callId, "type", "voice", "queueId", "medical_spanish"));

        assertThat(post("//api/events/", "call_service:3001", event)).startsWith("HTTP/1.1 201");
        assertThat(get(address)).startsWith("HTTP/1.1 200").contains(JSON.writeValueAsString(callId));
        assertThat(get(address + "/events")).startsWith("HTTP/1.1 200").contains(JSON.writeValueAsString(callId));
        assertThat(get(address.replace("/api/", "//api//") + "/")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/",
                "//health",
                "/api",
                "/api/",
                "/api/nothing",
                "/api/calls/..",
                "/api/calls/%2e%2e",
                "/health/x",
                "/api/queues/",
                "//api/queues",
                "/api/./queues"
            })
    void theApiIsNeverAnsweredWithAPage(String address) throws IOException {
        assertThat(get(address)).contains("json").doesNotContain("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/calls/a%2Fb", "/calls/a%5Cb", "/calls/a.b", "/calls/%25", "/healthy", "/apiary"})
    void theDashboardIsEverythingElse(String address) throws IOException {
        assertThat(get(address)).startsWith("HTTP/1.1 200").contains("text/html");
    }

    /// More than anything else that is taken: years of it are.
    @Test
    void aLogIsAsLargeAsCallServiceTakesIt() throws IOException {
        var connection = "/api/ops/connections/proxied.log";
        var settings = "{\"kind\":\"asterisk-queue-log\",\"enabled\":false,\"queues\":\"known\"}";
        var log = "1|start|NONE|NONE|QUEUESTART|\n".repeat(200_000);

        assertThat(send("PUT", connection, "application/json", settings)).startsWith("HTTP/1.1 201");
        assertThat(send("POST", connection + "/imports", "application/octet-stream", log))
                .startsWith("HTTP/1.1 202")
                .contains("\"bytes\":" + log.length());
        assertThat(send("DELETE", connection, "application/json", "")).startsWith("HTTP/1.1 200");
    }

    /// As an administrator.
    private String send(String method, String address, String type, String body) throws IOException {
        return exchange(method + " " + address
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: callboard-admin-key\r\nContent-Type: "
                + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private String get(String address) throws IOException {
        return exchange("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private String post(String address, String host, String body) throws IOException {
        return exchange("POST " + address + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nX-API-Key: "
                + callboard.apiKey() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n" + body);
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(nginx.address().getHost(), nginx.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
