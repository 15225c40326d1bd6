package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.contracts.viewer.Viewers;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.realtime.room.SocketLoop;
import callboard.testing.AwaitDefaults;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/// What netty-socketio would accept by itself.
class EngineIoHandlerTest {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String ALLOWED = "http://localhost:3000";
    private static final String STATS = "{\"waiting\":1}";
    /// In the close frame: 1009, and why.
    private static final String TOO_BIG = "\u0003\u00f1Max frame length";

    private final Realtime server = Realtime.shared();
    private final RawHttp http = new RawHttp(server.port());

    @Test
    void clientThatDidNotConnectReceivesNothing() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var silent = RawWebSocket.open(server.port(), "EIO=4&transport=websocket");
                var connected = RawWebSocket.connected(server.port())) {
            publisher.publishRaw(Channels.CALL_STATS, STATS);
            assertThat(connected.next()).contains(STATS);
            assertThat(silent.next()).startsWith("0{");
            assertThat(silent.send("40").next()).startsWith("40{");
        }
    }

    @Test
    void unexpectedExceptionEndsItsSessionOnBothTransports() {
        try (var broken = Realtime.on(Realtime.sharedRedis(), List.of(Broken.class));
                var socket = RawWebSocket.connected(broken.port())) {
            assertThat(socket.send("42[\"subscribe_queue\",\"a\"]").closeStatus())
                    .isEqualTo(1011);
            var polling = new RawHttp(broken.port());
            String session = polling.beginConnected("");
            polling.post(session, "42[\"subscribe_queue\",\"a\"]");
            assertThat(polling.get(session).body()).contains("\"code\":1");
            await().until(() -> broken.part(Sessions.class).size() == 0);
        }
    }

    @Test
    void cookieCannotNameASession() {
        String victim = http.beginConnected("");
        String sid = victim.substring(victim.indexOf("sid=") + 4);

        var thief = http.get(POLLING, "Cookie", "io=" + sid);
        assertThat(thief.statusCode()).isEqualTo(200);
        assertThat(thief.body()).doesNotContain(sid);
        assertThat(thief.headers().firstValue("set-cookie")).isEmpty();
        assertThat(http.post(victim, "3").statusCode()).isEqualTo(200);
    }

    @Test
    void headerCannotNameASession() {
        String sid = http.begin().replaceFirst(".*sid=", "");

        assertThat(http.get(POLLING, "io", sid).body()).startsWith("0{").doesNotContain(sid);
        assertThat(http.get(POLLING, "io", "x").body()).startsWith("0{");
    }

    @Test
    void sessionBeginsWithTheProxysRequestIdAndIsNotKnownByIt() {
        String requestId = "0123456789abcdef0123456789abcdef";
        var sids = Stream.generate(
                        () -> http.get(POLLING, "X-Request-ID", requestId).body())
                .limit(3)
                .map(open -> open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1"))
                .toList();

        assertThat(sids).doesNotHaveDuplicates().allMatch(sid -> sid.matches("01234567-[0-9a-f]{4}-4[-0-9a-f]{21}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01234567",
                "0123456789ABCDEF0123456789ABCDEF",
                "zz",
                "../",
                "0123456789abcdef0123456789abcdef0"
            })
    void requestIdOfAnotherShapeIsNotUsed(String requestId) {
        assertThat(http.get(POLLING, "X-Request-ID", requestId).body())
                .startsWith("0{")
                .doesNotContain("\"01234567");
    }

    @Test
    void proxyThatAsksOneReplicaAfterTheOtherIsToldWhichDoesNotHaveTheSession() {
        var elsewhere = http.get(POLLING + "&sid=unknown", "X-Ask-Next-On-404", "1");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).startsWith("{\"code\":1,\"message\":\"Session ID unknown\",");
        assertThat(http.post(POLLING + "&sid=unknown", "3", "X-Ask-Next-On-404", "1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.get(POLLING.replace("4", "3"), "X-Ask-Next-On-404", "1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void allowedOriginIsAnsweredWithCorsHeaders() {
        var answer = http.get(POLLING, "Origin", ALLOWED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(ALLOWED);
        assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                .hasValue("true");
        assertThat(answer.headers().firstValue("vary"))
                .hasValueSatisfying(vary -> assertThat(vary).isEqualToIgnoringCase("origin"));
    }

    @Test
    void preflightOfAnAllowedOriginIsAnswered() {
        var answer = http.send("OPTIONS", "/socket.io/?" + POLLING, "Origin", ALLOWED);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://localhost:3000.evil.example",
                "https://localhost:3000",
                "%%"
            })
    void otherOriginsAreForbiddenOnBothTransports(String origin) {
        var answer = http.get(POLLING, "Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .startsWith("{\"code\":4,\"message\":\"Forbidden\",")
                .contains("\"status\":403");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThatThrownBy(() ->
                        RawWebSocket.open(server.port(), "EIO=4&transport=websocket", Map.of("Origin", origin), false))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void pageOfTheSameHostMayConnect() {
        assertThat(http.get(POLLING, "Origin", "http://localhost:" + server.port())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyAnswerSaysThatItsConnectionCloses() {
        String session = http.begin();
        var answers = List.of(
                http.get(POLLING),
                http.post(session, "40"),
                http.get(session),
                http.get("EIO=4"),
                http.send("GET", "/health"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("connection")).hasValue("close"));
    }

    @Test
    void postWithoutASessionLeavesNothingBehind() {
        var before = Set.copyOf(server.part(Sessions.class).all());
        assertThat(http.post(POLLING, "3").body()).contains("\"code\":2");
        // Those of other tests may end meanwhile.
        assertThat(before).containsAll(server.part(Sessions.class).all());
    }

    @Test
    void compressionIsNotOffered() {
        String answer = http.head("""
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
                Host: localhost
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Extensions: permessage-deflate

                """);
        assertThat(answer).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("permessage-deflate");
        assertThat(http.get(POLLING, "Accept-Encoding", "gzip").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void messageOfTheMaximumSizeIsTakenAndALargerOneIsNot() throws IOException {
        int maxPayload = JsonMapper.shared()
                .readTree(http.get(POLLING).body().substring(1))
                .get("maxPayload")
                .asInt();
        String frame = "42[\"unheard_of\",\"%s\"]";
        int fits = maxPayload - frame.length() + 2;
        try (var socket = RawWebSocket.connected(server.port())) {
            assertThat(socket.send(frame.formatted("x".repeat(fits))).fence()).isEmpty();
        }
        assertThat(answerToTheHeadOfAFrame(maxPayload + 1)).contains(TOO_BIG);
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.sendPart("42[\"unheard_of\",\"" + "x".repeat(fits), false);
            try {
                socket.sendPart("x".repeat(fits) + "\"]", true);
            } catch (CompletionException closedMeanwhile) {
                assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
            }
            socket.closeStatus();
        }
        String session = http.beginConnected("");
        assertThat(http.post(session, frame.formatted("x".repeat(fits))).statusCode())
                .isEqualTo(200);
        // The head alone: who sends the rest as well may be cut off before it has read why.
        assertThat(http.answer("""
                POST /socket.io/?%s HTTP/1.1
                Host: localhost
                Content-Length: %d

                """.formatted(session, maxPayload + 1)))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json\r\n")
                .contains("\"status\":413");
        assertThat(http.post(session, "3").statusCode()).isEqualTo(200);
    }

    @Test
    void singleFrameLargerThanTheMaximumIsRefusedBeforeItHasArrived() throws IOException {
        assertThat(answerToTheHeadOfAFrame(70_000)).contains(TOO_BIG);
    }

    /// What comes back for the head of a masked text frame of so many bytes, which never come.
    private String answerToTheHeadOfAFrame(int length) throws IOException {
        try (var socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) AwaitDefaults.LONG.toMillis());
            socket.getOutputStream().write("""
                    GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(14)
                            .put((byte) 0x81)
                            .put((byte) 0xFF)
                            .putLong(length)
                            .array());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void healthIsAnsweredOnTheSocketsPort() {
        await().untilAsserted(() -> {
            var health =
                    JsonMapper.shared().readTree(http.send("GET", "/health").body());
            assertThat(health.propertyNames()).containsExactly("status", "uptime", "timestamp");
            assertThat(health.get("status").asString()).isEqualTo("ok");
            assertThat(health.get("uptime").asDouble()).isPositive();
        });
    }

    @Test
    void otherPathsAreNotFound() {
        assertThat(http.send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(http.send("GET", "/socket.io/../etc/passwd").statusCode()).isEqualTo(404);
        assertThat(http.send("GET", "/socket.io/more?" + POLLING).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&j=x", "&b64=x", "&j=0&b64=1", "&disconnect=1"})
    void parametersOfOldProtocolsAreIgnored(String more) {
        assertThat(http.get(POLLING + more).body()).startsWith("0{");
    }

    @TestConfiguration
    static class Broken {

        @Bean
        @Primary
        AccessControl brokenAdmission(Viewers viewers, SocketLoop loop) {
            return new AccessControl(viewers, loop) {
                @Override
                Optional<String> refusalToWatch(Session session, String room) {
                    if (room.equals(Channels.queueRoom("a"))) {
                        throw new IllegalStateException("thrown by the test");
                    }
                    return Optional.empty();
                }
            };
        }
    }
}
