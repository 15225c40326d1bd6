package callboard.e2e.faults;

import static callboard.e2e.faults.FaultRounds.lasting;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Partitions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// While senders send and sockets listen, something breaks. After each: every acknowledged event is stored
/// exactly once, sequences have no gaps, rows are what their events say, nothing is pending, and every socket
/// shows what is stored.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    // As long as a scenario waits for it.
    private static final Duration RECOVERED = Duration.ofMinutes(2);

    private final FaultSettings settings = FaultSettings.chosen();
    private final FaultReport report = new FaultReport();
    private ReplicatedDatabase database;
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        database = new ReplicatedDatabase(Cluster.home());
        cluster = Cluster.startedOn(database);
    }

    @AfterAll
    void stop() throws IOException {
        report.write(Path.of(System.getProperty("callboard.e2e.home")).resolveSibling("faults.md"));
        if (cluster != null) {
            cluster.close();
        }
    }

    private FaultRounds rounds() {
        return new FaultRounds(cluster, settings, report, RECOVERED);
    }

    @Test
    void nothingIsLostWhenACallServiceIsKilled() throws Exception {
        rounds().suffer("kill -9 call-service", scenario -> {
            var leader = cluster.publishingCallService();
            leader.kill();
            leader.start();
            scenario.recovers();
            leader.awaitReady();
        });
    }

    @Test
    void nothingIsLostWhenARealtimeServiceIsKilled() throws Exception {
        rounds().suffer("kill -9 realtime-service", scenario -> {
            var killed = cluster.firstRealtimeService();
            killed.kill();
            killed.start();
            scenario.recovers();
        });
    }

    @Test
    void nothingIsLostWhenRedisGoesAndComesBackEmpty() throws Exception {
        rounds().suffer("Redis stopped for " + settings.redisAway().toSeconds() + " s, back empty", scenario -> {
            cluster.redis().stop();
            lasting(settings.redisAway());
            cluster.redis().start();
            scenario.recovers();
        });
    }

    @Test
    void nothingIsLostWhenPostgresStopsAtOnce() throws Exception {
        rounds().suffer("PostgreSQL stopped for " + settings.databaseAway().toSeconds() + " s", scenario -> {
            database.stopAtOnce();
            lasting(settings.databaseAway());
            database.start();
            scenario.recovers();
        });
    }

    /// The standby hears nothing for a moment before: what was acknowledged then by the primary alone would be lost.
    @Test
    void nothingIsLostWhenAStandbyIsPromoted() throws Exception {
        rounds().suffer("kill -9 PostgreSQL, its standby promoted", scenario -> {
            database.withholdFromStandby();
            lasting(settings.withheld());
            database.failOver();
            scenario.recovers();
        });
    }

    /// Reads are from the standby, and never older than what was answered or told.
    @Test
    void nothingOldIsReadWhenTheStandbyFallsBehind() throws Exception {
        rounds().suffer("standby " + settings.standbyBehind().toSeconds() + " s behind", scenario -> {
            database.holdUpStandby();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < settings.standbyBehind().toNanos()) {
                scenario.readsWhatWasAnswered();
            }
            database.letStandbyGoOn();
            scenario.recovers();
            long read = database.readFromStandby();
            await("reads from the standby").atMost(Duration.ofMinutes(1)).until(() -> {
                scenario.readsWhatWasAnswered();
                return database.readFromStandby() > read;
            });
        });
    }

    @Test
    void readsGoToThePrimaryWhenTheStandbyIsGone() throws Exception {
        rounds().suffer("standby killed", scenario -> {
            database.loseStandby();
            scenario.recovers();
            scenario.readsWhatWasAnswered();
            var restarted = cluster.callServices().getFirst();
            restarted.kill();
            restarted.start();
            restarted.awaitReady();
            scenario.readsWhatWasAnswered();
        });
    }

    /// In the middle of a transaction, with calls locked. The other's relay takes over, nobody waits for the
    /// locks, and the paused one, when it goes on, does no harm.
    @Test
    void nothingIsLostWhenACallServiceIsPaused() throws Exception {
        rounds().suffer("call-service paused for " + settings.paused().toSeconds() + " s", scenario -> {
            var paused = cluster.publishingCallService();
            pauseInTransaction(paused);
            scenario.recovers();
            lasting(settings.paused());
            await("the other's relay")
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            cluster.otherCallService(paused).gauge("callboard_outbox_partitions") == Partitions.COUNT);
            paused.resume();
        });
    }

    @Test
    void nothingIsLostWhenARealtimeServiceIsPaused() throws Exception {
        rounds().suffer("realtime-service paused for " + settings.paused().toSeconds() + " s", scenario -> {
            var paused = cluster.firstRealtimeService();
            paused.pause();
            lasting(settings.paused());
            paused.resume();
            scenario.recovers();
        });
    }

    @Test
    void oneOfTwoOfEachIsEnough() throws Exception {
        for (int round = 1; round <= settings.rounds(); round++) {
            cluster.whole();
            try (var scenario =
                    new FaultScenario(cluster, "alone-" + round + "-", settings).watchedThroughABalancer()) {
                scenario.begin();
                cluster.publishingCallService().kill();
                cluster.firstRealtimeService().kill();
                scenario.recovers();
                lasting(settings.othersAlone());
                scenario.end("one of two of each killed for good", report);
            }
        }
    }

    /// Transactions are short, and hardly ever hit by chance: they are held up until both replicas have one. When
    /// they may go on, that of the replica which stands still has nobody who would end it.
    private void pauseInTransaction(Replica replica) {
        await("a pause in the middle of a transaction")
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    try (var _ = database.storingNothing()) {
                        await("writers").atMost(Duration.ofSeconds(30)).until(() -> database.heldUp() >= 2);
                        replica.pause();
                    }
                    lasting(Duration.ofMillis(300));
                    if (database.silentTransactions(Duration.ofMillis(100)) > 0) {
                        return true;
                    }
                    replica.resume();
                    return false;
                });
    }
}
