package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Limits on what one client may use.
class LimitsTest {

    private static final String POLLING = "EIO=4&transport=polling";

    @Test
    void oneAddressCannotUseEveryConnection() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "connections-per-address=2", "behind-proxy=true")) {
            var http = new RawHttp(server.port());
            try (var first = RawWebSocket.connected(server.port());
                    var second = RawWebSocket.connected(server.port())) {
                var refusal = http.get(POLLING);
                assertThat(refusal.statusCode()).isEqualTo(429);
                assertThat(refusal.headers().firstValue("retry-after")).isPresent();
                assertThat(refusal.headers().firstValue("content-type")).hasValue("application/problem+json");
                assertThat(refusal.body())
                        .contains("\"status\":429")
                        .contains("Too many connections from this address");
                assertThat(http.get(POLLING, "X-Forwarded-For", "10.0.0.1").statusCode())
                        .isEqualTo(200);
                assertThat(first.isClosed() || second.isClosed()).isFalse();
            }
            await().until(() -> http.get(POLLING).statusCode() == 200);
        }
    }

    @Test
    void clientThatSendsTooManyMessagesIsDisconnected() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "messages-per-second=1");
                var socket = RawWebSocket.connected(server.port())) {
            // CONNECT was the first of the ten messages that may come at once.
            for (int sent = 1; sent < 10; sent++) {
                socket.send("42[\"subscribe_dashboard\"]");
            }
            assertThat(socket.isClosed()).isFalse();
            // Thirty more are too many even if the bucket refills meanwhile.
            try {
                for (int sent = 0; sent < 30 && !socket.isClosed(); sent++) {
                    socket.send("42[\"subscribe_dashboard\"]");
                }
            } catch (CompletionException closedMeanwhile) {
                assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
            }
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }
}
