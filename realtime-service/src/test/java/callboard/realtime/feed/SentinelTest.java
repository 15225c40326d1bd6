package callboard.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.testing.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;

class SentinelTest {

    private final int masterPort = FreePort.any();
    private final int replicaPort = FreePort.any();
    private final int sentinelPort = FreePort.any();

    @Test
    void feedFollowsTheMasterThatASentinelChooses() throws IOException {
        var master = RedisServer.newRedisServer()
                .port(masterPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        var replica = RedisServer.newRedisServer()
                .port(replicaPort)
                .bind("127.0.0.1")
                .slaveOf("127.0.0.1", masterPort)
                .build();
        var sentinel = RedisSentinel.newRedisSentinel()
                .port(sentinelPort)
                .bind("127.0.0.1")
                .masterName("callboard")
                .masterPort(masterPort)
                .quorumSize(1)
                .downAfterMilliseconds(500)
                .failOverTimeout(5000)
                .build();
        var client = RedisClient.create();
        try {
            master.start();
            replica.start();
            await().until(() -> info(client).contains("master_link_status:up"));
            sentinel.start();
            try (var server = Realtime.at("redis-sentinel://127.0.0.1:" + sentinelPort + "#callboard", List.of())
                            .listening();
                    var socket = RawWebSocket.connected(server.port(), "&feed=none")) {
                assertThat(socket.send("421[\"subscribe_call\",\"failed-over\"]")
                                .next())
                        .startsWith("431[");
                master.stop();

                assertThat(socket.next()).contains("resync_required");
                assertThat(info(client)).contains("role:master");
                String update = RedisPublisher.update("failed-over", EventType.ROUTED, 2);
                try (var connection = client.connect(replicaAddress())) {
                    connection.sync().publish(Channels.CALL_STATUS_UPDATES, update);
                }
                assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + update + "]");
            }
        } finally {
            client.shutdown();
            sentinel.stop();
            replica.stop();
            master.stop();
        }
    }

    private String info(RedisClient client) {
        try (var connection = client.connect(replicaAddress())) {
            return connection.sync().info("replication");
        }
    }

    private RedisURI replicaAddress() {
        return RedisURI.create("127.0.0.1", replicaPort);
    }
}
