package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Engine.IO, revision 4, as its official test suite asks for it, and as Node's server answers where that is
/// silent.
class EngineProtocolTest {

    private final Realtime server = Realtime.shared();
    private final RawHttp http = new RawHttp(server.port());

    @Test
    void pollingHandshakeTellsEverythingTheProtocolAsksFor() {
        var answer = http.get("EIO=4&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("0");
        assertOpened(answer.body().substring(1), "[\"websocket\"]");
    }

    @Test
    void webSocketHandshakeTellsEverythingAndOffersNoUpgrade() {
        try (var socket = RawWebSocket.open(server.port(), "EIO=4&transport=websocket")) {
            String open = socket.next();
            assertThat(open).startsWith("0");
            assertOpened(open.substring(1), "[]");
        }
    }

    private static void assertOpened(String json, String upgrades) {
        var open = JsonMapper.shared().readTree(json);
        assertThat(open.propertyNames())
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(open.get("sid").asString()).isNotBlank();
        assertThat(open.get("upgrades")).hasToString(upgrades);
        assertThat(open.get("pingInterval").asLong()).isEqualTo(25_000);
        assertThat(open.get("pingTimeout").asLong()).isEqualTo(20_000);
        assertThat(open.get("maxPayload").asInt()).isEqualTo(65_536);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transport=polling                       | 5 | Unsupported protocol version
            EIO=abc&transport=polling               | 5 | Unsupported protocol version
            EIO=3&transport=polling                 | 5 | Unsupported protocol version
            EIO=4                                   | 0 | Transport unknown
            EIO=4&transport=abc                     | 0 | Transport unknown
            EIO=4&transport=websocket               | 3 | Bad request
            EIO=4&transport=polling&sid=unknown     | 1 | Session ID unknown
            EIO=4&transport=polling&sid=00000000-0000-0000-0000-000000000000 | 1 | Session ID unknown
            EIO=4&transport=polling&sid=%00         | 1 | Session ID unknown
            """)
    void badHandshakeIsAnsweredWithTheProtocolsError(String query, int code, String message) {
        var answer = http.get(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"code\":%d,\"message\":\"%s\",".formatted(code, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void handshakeWithAnotherMethodThanGetIsRefused(String method) {
        var answer = http.send(method, "/socket.io/?EIO=4&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"code\":2,\"message\":\"Bad handshake method\",");
    }

    @Test
    void emptySidBeginsASession() {
        assertThat(http.get("EIO=4&transport=polling&sid=").body()).startsWith("0{");
    }

    @Test
    void undecodableQueryIsABadRequest() {
        assertThat(http.head("GET /socket.io/?EIO=4&transport=polling&x=%zz HTTP/1.1\nHost: localhost\n\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport=websocket",
                "EIO=abc&transport=websocket",
                "EIO=4",
                "EIO=4&transport=abc",
                "EIO=4&transport=websocket&sid=unknown"
            })
    void badWebSocketHandshakeIsRefused(String query) {
        assertThatThrownBy(() -> RawWebSocket.open(server.port(), query)).isInstanceOf(CompletionException.class);
    }

    @Test
    void postIsAnsweredOk() {
        var answer = http.post(http.begin(), "40");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    @Test
    void severalPacketsInOnePostAreTakenInOrder() {
        String session = http.begin();
        http.post(session, "40\u001e421[\"subscribe_queue\",\"a\"]\u001e422[\"subscribe_queue\",7]");

        String first = http.get(session).body();
        assertThat(first)
                .matches("40\\{\"sid\":\"[^\"]+\"}\u001e431\\[\\{\"ok\":true}]\u001e432\\[\\{\"ok\":false,.*}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "4", "2", "\u001e", "40\u001e", "bAQIDBA==", "4abc"})
    void postThatBreaksTheProtocolClosesTheSession(String body) {
        String session = http.begin();

        assertThat(http.post(session, body).statusCode()).isEqualTo(400);
        assertThat(http.get(session).body()).contains("\"code\":1");
    }

    @Test
    void secondPollAtATimeClosesTheSession() {
        String session = http.begin();
        var first = http.getLater(session);
        await().until(() -> isPolled(session));

        assertThat(http.get(session).statusCode()).isEqualTo(400);
        assertThat(first.join().body()).isEqualTo("1");
        assertThat(http.get(session).body()).contains("\"code\":1");
    }

    @Test
    void pollThatIsCancelledClosesTheSession() {
        String session = http.beginConnected("");
        var sessions = server.part(Sessions.class);
        var poll = http.getLater(session);
        await().until(() -> isPolled(session));

        poll.cancel(true);

        await().atMost(Duration.ofSeconds(5)).until(() -> sessions.find(sid(session)) == null);
        assertThat(http.get(session).body()).contains("\"code\":1");
    }

    @Test
    void pollThatIsResetClosesTheSession() throws IOException {
        String session = http.beginConnected("");
        try (var socket = new Socket("localhost", server.port())) {
            socket.getOutputStream()
                    .write(("GET /socket.io/?" + session + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> isPolled(session));
            socket.setSoLinger(true, 0);
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> server.part(Sessions.class).find(sid(session)) == null);
    }

    @Test
    void pollThatIsCancelledDuringTheUpgradeClosesTheSession() {
        String session = http.beginConnected("");
        var poll = http.getLater(session);
        await().until(() -> isPolled(session));
        try (var socket = upgrading(session)) {
            poll.cancel(true);
            assertThat(socket.closeStatus()).isEqualTo(1006);
        }
        assertThat(http.get(session).body()).contains("\"code\":1");
    }

    @Test
    void pollsThatWereAnsweredLeaveTheSessionOpen() {
        String session = http.beginConnected("");
        for (int i = 0; i < 5; i++) {
            http.post(session, "42" + i + "[\"subscribe_queue\",\"a\"]");
            assertThat(http.get(session).body()).startsWith("43" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "2", "4abc", "b", "9"})
    void frameThatBreaksTheProtocolClosesTheConnection(String frame) {
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.send(frame);
            assertThat(socket.closeStatus()).isEqualTo(1002);
        }
    }

    @Test
    void binaryFrameIsRefused() {
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.sendBinary((byte) 1, (byte) 2);
            assertThat(socket.closeStatus()).isEqualTo(1003);
        }
    }

    @Test
    void messageInSeveralFramesIsOneMessage() {
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.sendPart("421[\"subscribe_", false);
            socket.sendPart("queue\",\"a\"]", true);
            assertThat(socket.next()).isEqualTo("431[{\"ok\":true}]");
        }
    }

    @Test
    void pollingClientThatClosesHasItsPollReleased() {
        String session = http.begin();
        var poll = http.getLater(session);
        await().until(() -> isPolled(session));

        assertThat(http.post(session, "1").statusCode()).isEqualTo(200);
        assertThat(poll.join().body()).isEqualTo("6");
        assertThat(http.get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void webSocketClientThatClosesIsClosed() {
        try (var socket = RawWebSocket.open(server.port(), "EIO=4&transport=websocket")) {
            socket.next();
            socket.send("1");
            assertThat(socket.closeStatus()).isEqualTo(1000);
        }
    }

    @Test
    void upgradesFromPollingToWebSocket() {
        String session = http.beginConnected("");
        try (var socket = upgrading(session)) {
            assertThat(socket.send("2probe").next()).isEqualTo("3probe");
            assertThat(http.get(session).body()).isEqualTo("6");
            socket.send("5");
            assertThat(socket.send("421[\"subscribe_queue\",\"a\"]").next()).isEqualTo("431[{\"ok\":true}]");
        }
    }

    @Test
    void waitingPollIsReleasedByTheProbe() {
        String session = http.begin();
        var poll = http.getLater(session);
        await().until(() -> isPolled(session));
        try (var socket = upgrading(session)) {
            socket.send("2probe");
            assertThat(poll.join().body()).isEqualTo("6");
        }
    }

    @Test
    void pollAfterTheUpgradeIsRefusedAndDoesNoHarm() {
        String session = http.beginConnected("");
        try (var socket = upgrading(session)) {
            assertThat(socket.send("2probe").next()).isEqualTo("3probe");
            socket.send("5").fence();
            assertThat(http.get(session).statusCode()).isEqualTo(400);
            assertThat(http.post(session, "3").statusCode()).isEqualTo(400);
            assertThat(socket.fence()).isEmpty();
        }
    }

    @Test
    void secondWebSocketOfASessionIsRefusedAndDoesNoHarm() {
        String session = http.beginConnected("");
        try (var socket = upgrading(session)) {
            assertThatThrownBy(() -> upgrading(session)).isInstanceOf(CompletionException.class);
            assertThat(socket.send("2probe").next()).isEqualTo("3probe");
            socket.send("5").fence();
            assertThatThrownBy(() -> upgrading(session)).isInstanceOf(CompletionException.class);
            assertThat(socket.fence()).isEmpty();
        }
    }

    @Test
    void probeThatFailsLeavesThePollingSessionAlive() {
        List<Consumer<RawWebSocket>> failures = List.of(
                RawWebSocket::close,
                socket -> socket.sendBinary((byte) 1),
                socket -> socket.send("2"),
                socket -> socket.send("x".repeat(70_000)));
        for (var failure : failures) {
            String session = http.beginConnected("");
            try (var socket = upgrading(session)) {
                assertThat(socket.send("2probe").next()).isEqualTo("3probe");
                failure.accept(socket);
                await().until(() ->
                        !server.part(Sessions.class).find(sid(session)).isProbed());

                assertThat(http.post(session, "421[\"subscribe_queue\",\"a\"]").statusCode())
                        .isEqualTo(200);
                await().until(() -> http.get(session).body().contains("431[{\"ok\":true}]"));
            }
        }
    }

    private RawWebSocket upgrading(String session) {
        return RawWebSocket.open(server.port(), session.replace("polling", "websocket"));
    }

    private static String sid(String session) {
        return session.substring(session.indexOf("sid=") + "sid=".length());
    }

    private boolean isPolled(String session) {
        var found = server.part(Sessions.class).find(sid(session));
        return found != null && found.isPolling();
    }
}
