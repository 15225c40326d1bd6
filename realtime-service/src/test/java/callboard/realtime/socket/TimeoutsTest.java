package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.testing.AwaitDefaults;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What is closed when it isn't completed in time. Mostly waits, meanwhile other tests run.
@Execution(ExecutionMode.CONCURRENT)
class TimeoutsTest {

    @Test
    void connectionThatSendsNoWholeRequestIsClosed() throws IOException {
        try (var server = Realtime.on(Realtime.sharedRedis(), "request-timeout=4s", "upgrade-timeout=4s")) {
            try (var silent = new Socket("localhost", server.port());
                    var half = new Socket("localhost", server.port())) {
                half.getOutputStream().write("GET /socket.io/?EIO=4".getBytes(StandardCharsets.US_ASCII));
                silent.setSoTimeout((int) AwaitDefaults.LONG.toMillis());
                half.setSoTimeout((int) AwaitDefaults.LONG.toMillis());
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
                assertThat(half.getInputStream().read()).isEqualTo(-1);
            }
            try (var idle = RawWebSocket.connected(server.port(), "&feed=none")) {
                String session = new RawHttp(server.port()).begin();
                try (var probing =
                        RawWebSocket.open(server.port(), session.replace("polling", "websocket"), Map.of(), false)) {
                    probing.closeStatus();
                    assertThat(new RawHttp(server.port()).post(session, "40").statusCode())
                            .isEqualTo(200);
                }
                assertThat(idle.fence()).isEmpty();
            }
        }
    }

    @Test
    void sessionThatNeverConnectsIsClosed() {
        try (var impatient = Realtime.on(Realtime.sharedRedis(), "connect-timeout=4s")
                        .listening();
                var joined = RawWebSocket.connected(impatient.port(), "&feed=none");
                var silent = RawWebSocket.open(impatient.port(), "EIO=4&transport=websocket")) {
            assertThat(silent.closeStatus()).isEqualTo(1008);
            assertThat(joined.fence()).isEmpty();
        }
    }
}
