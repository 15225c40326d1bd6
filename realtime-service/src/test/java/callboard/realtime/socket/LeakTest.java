package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.realtime.LeakWatch;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/// Buffers that the library would never release.
class LeakTest {

    private static final String CANARY = "canary";

    @Test
    void noBufferIsLeakedByPacketsOfAnyKind() {
        var http = new RawHttp(Realtime.shared().port());
        for (int i = 0; i < 20; i++) {
            String session = http.beginConnected("");
            http.post(
                    session,
                    "3\u001e421[\"subscribe_queue\",\"a\"]\u001e422[\"unheard_of\",{}]\u001e423[\"subscribe_dashboard\"]");
            http.post(session, "421[\"subscribe_queue\",\"a\"]\u001e4abc\u001e3");
            try (var socket = RawWebSocket.connected(Realtime.shared().port())) {
                socket.send("421[\"subscribe_queue\",\"a\"]").fence();
                socket.send("4abc").closeStatus();
            }
        }
        PooledByteBufAllocator.DEFAULT.buffer().touch(CANARY);
        // Netty tells of garbage when it makes the next buffer.
        await().until(() -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.buffer().release();
            http.get("EIO=4");
            return LeakWatch.leaks().stream().anyMatch(leak -> leak.contains(CANARY));
        });
        assertThat(LeakWatch.leaks()).allSatisfy(leak -> assertThat(leak).contains(CANARY));
    }
}
