package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
