package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// As [FaultsIT], with a Redis Cluster: masters go and their replicas take their place, and slots move from node to
/// node, while senders send and sockets listen.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterCheck {

    // Two seconds until nodes notice, their vote, and the next checks of each service.
    private static final Duration RECOVERED = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int A_QUARTER = 4096;

    private final Path home = Path.of(System.getProperty("callboard.e2e.home"));
    private final FaultSettings settings = FaultSettings.chosen();
    private final FaultReport report = new FaultReport();
    private ClusterServers redis;
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        redis = new ClusterServers(home.resolveSibling("cluster"));
        Cluster.clear(home.resolveSibling("cluster"));
        cluster = Cluster.startedWith(redis);
    }

    @AfterAll
    void stop() throws IOException {
        report.write(home.resolveSibling("cluster.md"));
        if (cluster != null) {
            cluster.close();
        }
    }

    private FaultRounds rounds() {
        return new FaultRounds(cluster, settings, report, RECOVERED);
    }

    @Test
    void nothingIsLostWhenAMasterIsKilled() throws Exception {
        rounds().suffer("kill -9 of a master of Redis Cluster", scenario -> {
            var killed = redis.master();
            var its = redis.tags(killed);
            killed.kill();
            scenario.recovers(call -> its.contains(tag(call)));
        });
    }

    /// Its connections stay open all the time.
    @Test
    void nothingIsLostWhenAMasterIsPausedAndComesBack() throws Exception {
        rounds().suffer("a master of Redis Cluster paused for " + PAUSE.toSeconds() + " s", scenario -> {
            var paused = redis.master();
            var its = redis.tags(paused);
            paused.pause();
            scenario.recovers(call -> its.contains(tag(call)));
            FaultRounds.lasting(PAUSE);
            paused.resume();
            scenario.recovers();
        });
    }

    @Test
    void nothingIsLostWhenSlotsMove() throws Exception {
        rounds().suffer(A_QUARTER + " slots of Redis Cluster moved", scenario -> {
            var from = redis.master();
            var to = redis.otherMaster(from);
            redis.move(A_QUARTER, from, to);
            scenario.recovers();
            redis.move(A_QUARTER, to, from);
            scenario.recovers();
        });
    }

    @Test
    void nothingIsLostWhenANodeIsAddedAndGivenSlots() throws Exception {
        rounds().suffer("a node added to Redis Cluster, slots shared anew", scenario -> {
            var added = redis.add();
            redis.rebalance();
            assertThat(redis.slots(added)).isGreaterThan(2000);
            scenario.recovers();
        });
    }

    /// Else it would be published by the node that takes the slot over, where nobody has subscribed yet.
    @Test
    void whatIsPublishedWaitsWhileItsSlotIsMovingAndOthersGoOn() throws Exception {
        cluster.whole();
        var from = redis.master();
        var moving = ids().filter(id -> redis.has(from, tag(id))).findFirst().orElseThrow();
        var other = ids().filter(id -> !redis.has(from, tag(id))).findFirst().orElseThrow();
        try (var connection = cluster.database().connect();
                var sql = connection.createStatement()) {
            sql.execute(published(moving, 1));
            awaitPending(0);

            var goOn = redis.beginToMove(tag(moving), from, redis.otherMaster(from));
            sql.execute(published(moving, 2));
            sql.execute(published(other, 1));
            awaitPending(1);
            FaultRounds.lasting(Duration.ofSeconds(3));
            assertThat(Stored.pending(cluster.database())).isEqualTo(1);
            goOn.run();
            awaitPending(0);
        }
    }

    /// A socket that watches single calls alone is shown nothing of other partitions; one in the feed, all.
    @Test
    void aServiceSubscribesToWhatItsSocketsAreShown() throws Exception {
        cluster.whole();
        var always = Partitions.tag(Partitions.of(""));
        var call = ids().filter(id -> !tag(id).equals(always)).findFirst().orElseThrow();
        awaitSubscribed(always);
        var options = IO.Options.builder()
                .setForceNew(true)
                .setTransports(new String[] {"websocket"})
                .setQuery("feed=none")
                .build();
        var told = new LinkedBlockingQueue<String>();
        var socket = IO.socket(cluster.realtimeAddresses().getFirst(), options);
        try (var connection = cluster.database().connect();
                var sql = connection.createStatement()) {
            socket.on(Channels.CALL_STATUS_UPDATE, update -> told.add(update[0].toString()));
            socket.on(Socket.EVENT_CONNECT, _ -> socket.emit(Channels.SUBSCRIBE_CALL, call));
            socket.connect();
            awaitSubscribed(always, tag(call));
            sql.execute(published(call, 1));
            assertThat(told.poll(1, TimeUnit.MINUTES)).contains(call);

            socket.emit(Channels.SUBSCRIBE_DASHBOARD);
            awaitSubscribed(IntStream.range(0, Partitions.COUNT)
                    .mapToObj(Partitions::tag)
                    .toArray(String[]::new));
            socket.emit(Channels.UNSUBSCRIBE_DASHBOARD);
            awaitSubscribed(always, tag(call));
            sql.execute(published(call, 2));
            assertThat(told.poll(1, TimeUnit.MINUTES)).contains(call);
        } finally {
            socket.close();
        }
    }

    // What nobody wants any more is kept for a minute.
    private void awaitSubscribed(String... tags) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(redis.subscribed(Channels.CALL_STATUS_UPDATES))
                        .containsExactlyInAnyOrder(tags));
    }

    private void awaitPending(int rows) {
        await().atMost(Duration.ofMinutes(1)).until(() -> Stored.pending(cluster.database()) == rows);
    }

    private static Stream<String> ids() {
        return IntStream.iterate(1, number -> number + 1).mapToObj(number -> "moving-" + number);
    }

    private static String tag(String callId) {
        return Partitions.tag(Partitions.of(callId));
    }

    private static String published(String callId, int sequence) {
        return """
                insert into outbox (channel, call_id, sequence, payload)
                values ('call-status-updates', '%1$s', %2$d, '{"callId":"%1$s","sequence":%2$d}')""".formatted(callId, sequence);
    }
}
