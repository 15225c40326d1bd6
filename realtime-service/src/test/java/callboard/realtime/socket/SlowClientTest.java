package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.realtime.room.SocketLoop;
import callboard.testing.AwaitDefaults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A client that doesn't keep up slows no other.
class SlowClientTest {

    private static final Duration TIMEOUT = AwaitDefaults.LONG;
    private static final String LARGE = "{\"callId\":\"busy\",\"filling\":\"" + "x".repeat(30_000) + "\"}";
    private static final int MORE_THAN_ANY_SOCKET_BUFFERS = 1_000;

    @Test
    void stuckClientIsDisconnectedAndTheOthersMissNothing() throws IOException {
        try (var server = Realtime.on(Realtime.sharedRedis(), "slow-after=300ms", "max-skipped=1000000")
                        .listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis());
                var stuck = stuckClient(server.port());
                var healthy = RawWebSocket.connected(server.port(), "&feed=none")) {
            assertThat(healthy.send("421[\"subscribe_call\",\"busy\"]").next()).startsWith("431");
            for (int i = 0; i < MORE_THAN_ANY_SOCKET_BUFFERS; i++) {
                publisher.publishRaw(Channels.CALL_STATUS_UPDATES, LARGE);
                assertThat(healthy.next()).hasSize(LARGE.length() + "42[\"call_status_update\",]".length());
            }

            await().atMost(TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(server.meter("slow.disconnects")).isEqualTo(1));
            await().untilAsserted(
                            () -> assertThat(server.part(Sessions.class).size()).isEqualTo(1));
            assertThat(healthy.fence()).isEmpty();
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void clientThatRecoversIsToldToResync() throws IOException {
        try (var server = Realtime.on(Realtime.sharedRedis(), "slow-after=30s", "max-skipped=1000000")
                        .listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis());
                var stuck = stuckClient(server.port())) {
            await().atMost(TIMEOUT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        publisher.publishRaw(Channels.CALL_STATUS_UPDATES, LARGE);
                        return server.meter("dropped") > 0;
                    });

            stuck.setSoTimeout((int) TIMEOUT.toMillis());
            readUntil(
                    new BufferedInputStream(stuck.getInputStream()),
                    "42[\"resync_required\",{\"reason\":\"this connection was too slow and missed updates\"}]");
        }
    }

    @Test
    void clientThatMissesTooMuchIsDisconnected() throws IOException {
        try (var server = Realtime.on(Realtime.sharedRedis(), "slow-after=30s", "max-skipped=10")
                        .listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis());
                var stuck = stuckClient(server.port())) {
            await().atMost(TIMEOUT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        publisher.publishRaw(Channels.CALL_STATUS_UPDATES, LARGE);
                        return server.part(Sessions.class).size() == 0;
                    });
            assertThat(server.meter("dropped")).isEqualTo(10);
            assertThat(server.meter("slow.disconnects")).isEqualTo(1);
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void messagesBeyondTheLimitAreDroppedAndEveryClientIsToldToResync() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "max-waiting=2").listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis());
                var dashboard = RawWebSocket.connected(server.port());
                var other = RawWebSocket.connected(server.port(), "&feed=none")) {
            var busy = new CountDownLatch(1);
            server.part(SocketLoop.class).execute(() -> awaitUninterruptibly(busy));
            for (int i = 0; i < 5; i++) {
                publisher.publishRaw(Channels.CALL_STATS, "{\"n\":" + i + "}");
            }
            await().untilAsserted(() -> assertThat(server.meter("dropped")).isEqualTo(3));
            busy.countDown();

            String resync = "42[\"resync_required\",{\"reason\":\"the service was overloaded and dropped updates\"}]";
            assertThat(List.of(dashboard.next(), dashboard.next(), dashboard.next()))
                    .containsExactly("42[\"stats_update\",{\"n\":0}]", "42[\"stats_update\",{\"n\":1}]", resync);
            assertThat(other.next()).isEqualTo(resync);
        }
    }

    @Test
    void batchedFramesArriveWholeAndInOrder() {
        int messages = 300;
        var filling = "x".repeat(1_000);
        var server = Realtime.shared();
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var one = RawWebSocket.connected(server.port());
                var other = RawWebSocket.connected(server.port(), "&feed=none")) {
            assertThat(one.send("421[\"subscribe_call\",\"batched\"]").next()).startsWith("431");
            assertThat(other.send("421[\"subscribe_call\",\"batched\"]").next()).startsWith("431");
            var busy = new CountDownLatch(1);
            server.part(SocketLoop.class).execute(() -> awaitUninterruptibly(busy));
            for (int i = 0; i < messages; i++) {
                publisher.publishRaw(Channels.CALL_STATUS_UPDATES, batched(i, filling));
                publisher.publishRaw(Channels.CALL_STATS, "{\"n\":" + i + "}");
            }
            busy.countDown();

            for (int i = 0; i < messages; i++) {
                String update = "42[\"call_status_update\"," + batched(i, filling) + "]";
                assertThat(List.of(one.next(), one.next()))
                        .containsExactly(update, "42[\"stats_update\",{\"n\":" + i + "}]");
                assertThat(other.next()).isEqualTo(update);
            }
        }
    }

    private static String batched(int sequence, String filling) {
        return "{\"callId\":\"batched\",\"sequence\":" + sequence + ",\"filling\":\"" + filling + "\"}";
    }

    @Test
    void everyQueuedPacketIsPolled() {
        int more = 137;
        try (var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            var server = Realtime.shared();
            var http = new RawHttp(server.port());
            String session = http.beginConnected("&feed=none");
            http.post(session, "421[\"subscribe_call\",\"queued\"]");
            await().until(() -> http.get(session).body().startsWith("431"));
            var expected = new ArrayList<String>();
            for (int i = 0; i < more; i++) {
                String update = "{\"callId\":\"queued\",\"sequence\":" + (i + 1) + "}";
                publisher.publishRaw(Channels.CALL_STATUS_UPDATES, update);
                expected.add("42[\"call_status_update\"," + update + "]");
            }
            var polled = new ArrayList<String>();
            await().until(() -> {
                polled.addAll(List.of(http.get(session).body().split("\u001e")));
                return polled.size() >= more;
            });
            assertThat(polled).isEqualTo(expected);
        }
    }

    @Test
    void pollingClientThatStopsPollingIsDisconnected() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "max-skipped=50").listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            var http = new RawHttp(server.port());
            String session = http.beginConnected("");
            for (int i = 0; i < 51; i++) {
                publisher.publishRaw(Channels.CALL_STATS, "{}");
            }
            await().untilAsserted(
                            () -> assertThat(server.meter("slow.disconnects")).isEqualTo(1));
            assertThat(http.get(session).statusCode()).isEqualTo(400);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A WebSocket that subscribed to the call and reads no more.
    private static Socket stuckClient(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", port));
        var out = socket.getOutputStream();
        out.write("""
                GET /socket.io/?EIO=4&transport=websocket&feed=none HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        readUntil(socket.getInputStream(), "maxPayload\":65536}");
        out.write(frame("40"));
        readUntil(socket.getInputStream(), "40{\"sid\"");
        out.write(frame("421[\"subscribe_call\",\"busy\"]"));
        readUntil(socket.getInputStream(), "431[{\"ok\":true}]");
        return socket;
    }

    private static void readUntil(InputStream from, String text) throws IOException {
        for (int matched = 0; matched < text.length(); ) {
            int next = from.read();
            assertThat(next)
                    .as("read before the end of the stream, looking for " + text)
                    .isNotNegative();
            matched = next == text.charAt(matched) ? matched + 1 : next == text.charAt(0) ? 1 : 0;
        }
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        // A mask of zeros.
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
