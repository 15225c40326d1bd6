package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.test.util.ReflectionTestUtils;

/// Sessions that the library would never remove. Mostly waits for a timeout, meanwhile other tests run.
@Execution(ExecutionMode.CONCURRENT)
class SessionCleanupTest {

    @Test
    void libraryRemovesEverySessionThatEnded() throws ReflectiveOperationException {
        try (var server =
                Realtime.on(Realtime.sharedRedis(), "ping-interval=500ms", "ping-timeout=8s", "upgrade-timeout=8s")) {
            var http = new RawHttp(server.port());
            String polling = "EIO=4&transport=polling";
            http.post(polling, "3");
            http.get(polling);
            http.get("EIO=4&transport=websocket");
            http.post(http.begin(), "1");
            http.post(http.beginConnected(""), "41");
            http.post(http.beginConnected(""), "4abc");
            http.get(http.begin() + "x");
            http.getLater(http.beginConnected("")).cancel(true);
            http.getLater(http.begin()).cancel(true);
            RawWebSocket.open(server.port(), "EIO=4&transport=websocket").close();
            RawWebSocket.connected(server.port()).close();
            var upgrading = RawWebSocket.open(server.port(), http.begin().replace("polling", "websocket"));
            upgrading.send("2probe").next();
            var upgraded =
                    RawWebSocket.open(server.port(), http.beginConnected("").replace("polling", "websocket"));
            upgraded.send("2probe").next();
            upgraded.send("5").fence();
            upgraded.close();
            http.head("""
                    GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
                    Host: localhost
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Version: 12

                    """);
            for (int i = 0; i < 50; i++) {
                breakOff(server.port(), i % 2 == 0);
            }

            await().untilAsserted(() -> {
                assertThat(server.part(Sessions.class).size()).isZero();
                assertThat(clients(server, "uuid2clients")).isEmpty();
                assertThat(clients(server, "channel2clients")).isEmpty();
            });
        }
    }

    /// A handshake whose sender is gone before it is answered.
    private static void breakOff(int port, boolean reset) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoLinger(reset, 0);
            socket.getOutputStream().write("""
                    GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<?, ?> clients(Realtime server, String name) throws ReflectiveOperationException {
        Object pipeline = ReflectionTestUtils.getField(server.part(SocketServer.class), "pipeline");
        Field box = SocketIOChannelInitializer.class.getDeclaredField("clientsBox");
        box.setAccessible(true);
        return (Map<?, ?>) ReflectionTestUtils.getField(box.get(pipeline), name);
    }
}
