package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.simulator.telephony.DialledServer;
import callboard.simulator.telephony.Kinds;
import callboard.simulator.telephony.QueueLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Telephony systems that Callboard dials, or whose log it follows, while their connections are cut, the replica that
/// holds them is killed and they are killed themselves, or the log is rotated and cut: no call is lost that could be
/// known, none invented, and each is what it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialledFaultsCheck {

    private static final boolean IS_SOAK = Boolean.getBoolean("callboard.e2e.soak");
    private static final int CALLS = IS_SOAK ? 500 : 80;
    private static final int ROUNDS = IS_SOAK ? Integer.getInteger("callboard.e2e.soak.rounds", 3) : 1;
    /// So much faster than the call centre's own time.
    private static final int FASTER = 10;

    private static final int UNHEARD = 20;
    private static final String SECRET = "c0ffee4711";

    private final Path logs = Path.of(Cluster.told("home")).resolveSibling("followed");
    private final List<DialledRound> rounds = new ArrayList<>();
    private Cluster cluster;
    private ChoppedLog log;
    private Duration now = Duration.ZERO;
    private long nowAt;

    @BeforeAll
    void start() throws IOException, SQLException {
        Cluster.clear(logs);
        Files.createDirectories(logs);
        cluster = Cluster.ofCallServices(Map.of(
                "CALLBOARD_CONNECTIONS_LEASE", "3s",
                "CALLBOARD_CONNECTIONS_LOOK", "250ms",
                "CALLBOARD_CONNECTIONS_LOGDIRECTORY", logs.toString()));
    }

    @AfterAll
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void noneLosesOrInventsACall() throws Exception {
        var wrong = new ArrayList<String>();
        for (int round = 1; round <= ROUNDS; round++) {
            begin("r" + round, round);
            suffer();
            for (var each : rounds) {
                var comparison = each.compared();
                System.out.println(each.report(comparison));
                wrong.addAll(comparison.wrong());
                each.close();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void begin(String run, int seed) throws IOException, InterruptedException {
        rounds.clear();
        log = new ChoppedLog(logs, "queue_log-" + run);
        for (var name : List.of("asterisk", "freeswitch")) {
            var server = (DialledServer) Kinds.named(name, SECRET);
            rounds.add(new DialledRound(cluster, server, server.settings(), run, seed, CALLS, true));
        }
        rounds.add(new DialledRound(cluster, new QueueLog(log.source()), log.settings(), run, seed, CALLS, IS_SOAK));
        for (var round : rounds) {
            round.connect();
        }
        now = Duration.ZERO;
        nowAt = System.nanoTime();
    }

    private void suffer() throws Exception {
        playUntil(0.25);
        rounds.forEach(round -> round.suffers("cut"));
        rounds.forEach(DialledRound::cut);
        log.rotate();
        recovers();

        playUntil(0.5);
        rounds.forEach(round -> round.suffers("kill -9"));
        var holder = holder();
        holder.kill();
        holder.start();
        recovers();
        log.cut();

        playUntil(0.75);
        rounds.forEach(DialledRound::suffersCrash);
        recovers();

        playUntil(2);
        holder.awaitReady();
        log.all();
        rounds.forEach(DialledRound::ends);
    }

    private Replica holder() {
        return await("a replica that holds the connections")
                .until(
                        () -> cluster.callServices().stream()
                                .filter(replica -> replica.has("callboard_connection_up{connection=\""
                                        + rounds.getFirst().connection()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void playUntil(double share) throws IOException {
        while (!rounds.stream().allMatch(round -> round.hasBegun(share)) && step()) {}
    }

    /// For a while things go on unheard; then they stand still until they are heard again and the board is right.
    private void recovers() throws IOException {
        for (int i = 0; i < UNHEARD && step(); i++) {}
        await("heard again")
                .atMost(Duration.ofMinutes(2))
                .until(() -> rounds.stream().allMatch(DialledRound::listens));
        log.all();
        rounds.forEach(DialledRound::boardIsRight);
        nowAt = System.nanoTime();
    }

    /// The next that happens to any of them.
    private boolean step() throws IOException {
        var next = rounds.stream().filter(round -> round.due() != null).min(Comparator.comparing(DialledRound::due));
        if (next.isEmpty()) {
            return false;
        }
        var due = next.get().due();
        nowAt += due.minus(now).toNanos() / FASTER;
        now = due;
        for (long left = nowAt - System.nanoTime(); left > 0; left = nowAt - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        next.get().step();
        log.some();
        return true;
    }
}
