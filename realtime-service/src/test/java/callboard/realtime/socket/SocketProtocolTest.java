package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Socket.IO, revision 5, as its official test suite asks for it (but for binary and other namespaces, which we
/// don't have).
class SocketProtocolTest {

    private static final String STATS = "{\"waiting\":1}";
    private final Realtime server = Realtime.shared();

    @Test
    void connects() {
        try (var socket = opened()) {
            assertThat(socket.send("40").next()).matches("40\\{\"sid\":\"[^\"]+\"}");
        }
    }

    @Test
    void connectsWithAPayload() {
        try (var socket = opened()) {
            assertThat(socket.send("40{\"token\":\"123\"}").next()).matches("40\\{\"sid\":\"[^\"]+\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40{\"a\":[1]}",
                "40{\"a\":[]}",
                "40{\"token\":\"[x\"}",
                "40{\"token\":\"]x[\",\"a\":{\"b\":[[{\"c\":[\"[\"]}]]}}",
                "40{\"[\":0}",
                "40{\"a\":\"{,-/1\u2028\\u0000\\\"\"}",
                "40{\"a\":\"451-\",\"b\":{\"_placeholder\":true,\"num\":0}}",
                "40{\"a\":-1.5e300,\"b\":12345678901234567890123}",
                "40/,{\"a\":[1]}",
                "401{\"a\":[1]}",
                "407",
                "40 {\"a\":1} "
            })
    void payloadOfAnyShapeConnects(String connect) {
        var http = new RawHttp(server.port());
        try (var socket = opened()) {
            assertThat(socket.send(connect).next()).matches("40\\{\"sid\":\"[^\"]+\"}");
            assertThat(socket.fence()).isEmpty();
        }
        String session = http.begin();
        assertThat(http.post(session, connect).statusCode()).isEqualTo(200);
        assertThat(http.get(session).body()).matches("40\\{\"sid\":\"[^\"]+\"}");
    }

    @Test
    void payloadUpToTheLimitsConnects() {
        for (String value : List.of("\"" + "[".repeat(60_000) + "\"", "[".repeat(400) + "]".repeat(400))) {
            try (var socket = opened()) {
                assertThat(socket.send("40{\"a\":" + value + "}").next()).startsWith("40{");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40{\"a\":[1}",
                "40{\"a\":",
                "40[1]",
                "40[[[",
                "40null",
                "40true",
                "40\"[\"",
                "40{\"a\":1}{",
                "40{a:1}",
                "40\u0000",
                "450-{\"a\":1}",
                "451-{\"a\":{\"_placeholder\":true,\"num\":0}}",
                "451-",
                "4999999999999999999-",
                "40-1",
                "40,{}"
            })
    @ExtendWith(OutputCaptureExtension.class)
    void brokenConnectIsClosedWithoutAWord(String connect, CapturedOutput log) {
        var http = new RawHttp(server.port());
        try (var socket = opened()) {
            assertThat(socket.send(connect).closeStatus()).isEqualTo(1002);
        }
        assertThat(http.post(http.begin(), connect).statusCode()).isEqualTo(400);
        assertThat(log.getAll()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 5_000, 30_000})
    @ExtendWith(OutputCaptureExtension.class)
    void nestingBeyondReasonIsClosedWithoutAWord(int depth, CapturedOutput log) {
        for (String connect : List.of(
                "40{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}", "40" + "{\"a\":".repeat(depth / 3))) {
            try (var socket = opened()) {
                assertThat(socket.send(connect).closeStatus()).isEqualTo(1002);
            }
        }
        assertThat(log.getAll()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a[b", "/[1]", "/\"", "/1-", "/x?a=[1]&b", "/\u00e9\u4e2d"})
    void namespaceOfAnyNameIsRefusedByItsName(String namespace) {
        try (var socket = opened()) {
            assertThat(socket.send("40" + namespace + ",{\"a\":[1]}").next())
                    .isEqualTo("44" + namespace + ",{\"message\":\"Invalid namespace\"}");
            assertThat(socket.send("40").next()).startsWith("40{");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"unheard_of\",[\"[\"],{\"a\":[[]]}]",
                "427[\"[\",\"]\"]",
                "42[\"a,[1\",\"/x,\"]",
                "42[\"subscribe_call\",[\"a\"]]",
                "42[\"subscribe_call\",{\"a\":[1]}]",
                "42[\"subscribe_queue\",\"[\"]",
                "42[\"subscribe_call\"]",
                "42[1e400]",
                "42[-0,{}]"
            })
    @ExtendWith(OutputCaptureExtension.class)
    void eventOfAnyShapeDoesNoHarm(String event, CapturedOutput log) {
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.send(event).fence();
            assertThat(socket.isClosed()).isFalse();
        }
        assertThat(log.getAll()).doesNotContain("Exception");
    }

    @Test
    void connectsOverPolling() {
        var http = new RawHttp(server.port());
        String session = http.begin();
        http.post(session, "40");
        assertThat(http.get(session).body()).matches("40\\{\"sid\":\"[^\"]+\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40/random", "40/random,", "40/random,{\"token\":\"abc\"}"})
    void unknownNamespaceIsAnErrorAndNoMore(String connect) {
        try (var socket = opened()) {
            assertThat(socket.send(connect).next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            assertThat(socket.send("40").next()).startsWith("40{");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4abc",
                "40[]",
                "40\"x\"",
                "40{",
                "40{}x",
                "42[\"subscribe_dashboard\"]",
                "421[\"subscribe_call\",\"a\"]",
                "41",
                "43[]",
                "44{}"
            })
    void whatIsNoConnectClosesTheConnection(String packet) {
        try (var socket = opened()) {
            socket.send(packet);
            assertThat(socket.closeStatus()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4abc",
                "4",
                "42",
                "42{}",
                "42[]",
                "42[{}]",
                "42[null]",
                "42[\"a\"",
                "42[\"a\"]x",
                "42abc[\"a\",1]",
                "42\"a\"",
                "421234567890123456[\"a\"]",
                "42[\"connect\"]",
                "42[\"disconnect\"]",
                "42/random,[\"a\"]",
                "40",
                "40{}",
                "41/random",
                "41{}",
                "44{\"message\":\"x\"}",
                "451-[\"a\",{\"_placeholder\":true,\"num\":0}]",
                "461-1[{\"_placeholder\":true,\"num\":0}]",
                "47",
                "43{}"
            })
    void whatBreaksTheProtocolClosesTheConnection(String packet) {
        try (var socket = RawWebSocket.connected(server.port())) {
            socket.send(packet);
            assertThat(socket.closeStatus()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"unheard_of\",1,\"2\",{\"3\":[true]}]",
                "427[\"unheard_of\"]",
                "42[7]",
                "431[]",
                "0",
                "6",
                "3",
                "3x",
                "42/,[\"a\"]"
            })
    void whatMeansNothingDoesNoHarm(String packet) {
        try (var socket = RawWebSocket.connected(server.port())) {
            assertThat(socket.send(packet).fence()).isEmpty();
        }
    }

    @Test
    void acknowledgementCarriesTheIdItWasAskedWith() {
        try (var socket = RawWebSocket.connected(server.port())) {
            assertThat(socket.send("42456[\"subscribe_queue\",\"a\"]").next()).isEqualTo("43456[{\"ok\":true}]");
            assertThat(socket.send("420[\"subscribe_queue\",\"a\"]").next()).isEqualTo("430[{\"ok\":true}]");
            assertThat(socket.send("42123456789012345[\"subscribe_queue\",\"a\"]")
                            .next())
                    .isEqualTo("43123456789012345[{\"ok\":true}]");
        }
    }

    @Test
    void clientThatLeavesReceivesNothingButKeepsItsSessionAndMayComeBack() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var left = RawWebSocket.open(server.port(), "EIO=4&transport=websocket");
                var other = RawWebSocket.connected(server.port())) {
            var sid = left.next().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
            assertThat(left.send("40").next()).startsWith("40{");
            var session = server.part(Sessions.class).find(sid);
            await().until(() -> session.joined);
            left.send("41");
            await().until(() -> !session.joined);
            publisher.publishRaw(Channels.CALL_STATS, STATS);
            assertThat(other.next()).isEqualTo("42[\"stats_update\"," + STATS + "]");

            assertThat(left.send("40").next()).startsWith("40{");
            assertThat(left.fence()).isEmpty();
            publisher.publishRaw(Channels.CALL_STATS, STATS);
            assertThat(left.next()).isEqualTo("42[\"stats_update\"," + STATS + "]");
        }
    }

    private RawWebSocket opened() {
        var socket = RawWebSocket.open(server.port(), "EIO=4&transport=websocket");
        assertThat(socket.next()).startsWith("0{");
        return socket;
    }
}
