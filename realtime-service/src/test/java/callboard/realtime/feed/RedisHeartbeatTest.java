package callboard.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.EventType;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.testing.TcpProxy;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Mostly waits for pings, meanwhile other tests run.
@Execution(ExecutionMode.CONCURRENT)
class RedisHeartbeatTest {

    /// Its connections stay open, but nothing comes through them.
    @Test
    void hangingRedisIsDetectedAndMissedUpdatesAreSent() throws IOException {
        try (var redis = TestRedis.started();
                var proxy = new TcpProxy(redis.host(), redis.port());
                var server = Realtime.at("localhost", proxy.port(), List.of()).listening();
                var publisher = new RedisPublisher(redis);
                var socket = RawWebSocket.connected(server.port(), "&feed=none")) {
            publisher.cache("frozen", EventType.INITIATED, 1);
            assertThat(socket.send("421[\"subscribe_call\",\"frozen\"]").next()).startsWith("431[");
            proxy.freeze();
            await().until(() -> !server.part(CallFeed.class).isListening());
            String missed = publisher.publish("frozen", EventType.ROUTED, 2);

            proxy.mend();
            server.listening();
            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + missed + "]");
            String next = publisher.publish("frozen", EventType.ANSWERED, 3);
            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + next + "]");
        }
    }

    /// As after a failover: the connections stay at a Redis that answers, and others publish to another one.
    @Test
    void subscriptionFollowsTheAddressToAnotherRedis() throws IOException {
        try (var old = TestRedis.started();
                var redis = TestRedis.started();
                var proxy = new TcpProxy(old.host(), old.port());
                var server = Realtime.at("localhost", proxy.port(), List.of()).listening();
                var publisher = new RedisPublisher(redis);
                var socket = RawWebSocket.connected(server.port(), "&feed=none")) {
            assertThat(socket.send("421[\"subscribe_call\",\"moved\"]").next()).startsWith("431[");
            proxy.redirect(redis.host(), redis.port());

            assertThat(socket.next()).contains("resync_required");
            String published = publisher.publish("moved", EventType.ROUTED, 2);
            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + published + "]");
        }
    }
}
