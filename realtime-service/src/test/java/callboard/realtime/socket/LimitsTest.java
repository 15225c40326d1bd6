package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// How much one stranger may take.
class LimitsTest {

    private static final String POLLING = "EIO=4&transport=polling";

    @Test
    void oneAddressCannotTakeEveryPlace() {
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
    void clientThatSaysTooMuchIsDisconnected() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "messages-per-second=1");
                var socket = RawWebSocket.connected(server.port())) {
            // CONNECT was the first of the ten that ten seconds have room for.
            for (int said = 1; said < 10; said++) {
                socket.send("42[\"subscribe_dashboard\"]");
            }
            assertThat(socket.isClosed()).isFalse();
            // More than ten again are too many even if a new window has begun meanwhile.
            try {
                for (int said = 0; said < 30 && !socket.isClosed(); said++) {
                    socket.send("42[\"subscribe_dashboard\"]");
                }
            } catch (CompletionException closedMeanwhile) {
                assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
            }
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }
}
