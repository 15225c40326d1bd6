package callboard.e2e.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// As [FaultsIT], with a Redis that sentinels watch: its master goes while senders send and sockets listen, and may
/// come back and believe that it is still one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentinelCheck {

    // Two seconds until sentinels notice, a moment for their choice, and the next check of each service.
    private static final Duration RECOVERED = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Path home = Path.of(System.getProperty("callboard.e2e.home"));
    private final FaultSettings settings = FaultSettings.chosen();
    private final FaultReport report = new FaultReport();
    private SentinelServers redis;
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        redis = new SentinelServers(home.resolveSibling("sentinel"));
        cluster = Cluster.startedWith(redis);
    }

    @AfterAll
    void stop() throws IOException {
        report.write(home.resolveSibling("sentinel.md"));
        if (cluster != null) {
            cluster.close();
        }
    }

    private FaultRounds rounds() {
        return new FaultRounds(cluster, settings, report, RECOVERED);
    }

    @Test
    void nothingIsLostWhenTheMasterIsKilled() throws Exception {
        rounds().suffer("kill -9 of Redis's master", scenario -> {
            var revive = redis.killMaster();
            scenario.recovers();
            revive.run();
        });
    }

    /// Its connections stay open all the time. When it comes back, it takes what it is sent, until sentinels tell it.
    @Test
    void nothingIsLostWhenTheMasterIsPausedAndComesBack() throws Exception {
        rounds().suffer("Redis's master paused for " + PAUSE.toSeconds() + " s", scenario -> {
            var resume = redis.pauseMaster();
            scenario.recovers();
            FaultRounds.lasting(PAUSE);
            resume.run();
            scenario.recovers();
        });
    }
}
