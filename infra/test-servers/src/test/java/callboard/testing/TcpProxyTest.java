package callboard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    @Test
    void forwardsAgainAfterCutsWhileClientsConnected() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                var proxy = new TcpProxy(server.getInetAddress().getHostAddress(), server.getLocalPort())) {
            threads.submit(() -> echo(server));
            var busy = new AtomicBoolean(true);
            var callers = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> {
                        while (busy.get()) {
                            isEchoed(proxy);
                        }
                    }))
                    .toList();

            for (int cut = 0; cut < 300; cut++) {
                proxy.cut();
                proxy.mend();
                Thread.sleep(1);
            }
            busy.set(false);
            for (var caller : callers) {
                caller.get();
            }

            await().until(() -> isEchoed(proxy));
            proxy.cut();
            assertThat(isEchoed(proxy)).isFalse();
        }
    }

    /// Whether a byte comes back through the proxy.
    private static boolean isEchoed(TcpProxy proxy) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(7);
            return socket.getInputStream().read() == 7;
        } catch (IOException _) {
            return false;
        }
    }

    private static Void echo(ServerSocket server) throws IOException {
        while (true) {
            var socket = server.accept();
            Thread.ofVirtual().start(() -> {
                try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException hungUp) {
                    assert hungUp.getMessage() != null;
                }
            });
        }
    }
}
