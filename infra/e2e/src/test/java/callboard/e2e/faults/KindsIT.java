package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A call centre, told to two replicas by each kind that posts, with repeats and disorder, a backlog after an outage,
/// and a replica that is killed meanwhile: every call is there as the kind can tell it, and no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsIT {

    private static final List<String> POSTING =
            List.of("amazon-connect", "cloudevents", "json", "telnyx", "twilio", "vonage");
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final int SHOWN = 12;

    private final boolean isSoak = Boolean.getBoolean("callboard.e2e.soak");
    private final int calls = isSoak ? 300 : 25;
    private final int rounds = isSoak ? Integer.getInteger("callboard.e2e.soak.rounds", 3) : 1;
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        cluster = Cluster.started();
    }

    @AfterAll
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nothingIsLostOrInventedWhoeverPosts() throws Exception {
        for (int number = 1; number <= rounds; number++) {
            round(number);
        }
    }

    private void round(int seed) throws Exception {
        cluster.whole();
        var round = new LinkedHashMap<String, KindRound>();
        for (var kind : POSTING) {
            round.put(kind, new KindRound(cluster, kind, calls, seed));
        }
        try {
            together(round, KindRound::connect);
            together(round, each -> each.tell(1));
            var killed = cluster.publishingCallService();
            killed.kill();
            killed.start();
            together(round, each -> each.tellAfterAnOutage(2));
            killed.awaitReady();
            together(round, each -> each.tell(3));
            judge(round);
        } finally {
            round.values().forEach(KindRound::close);
        }
    }

    private void judge(Map<String, KindRound> round) throws SQLException, InterruptedException {
        var wrong = new ArrayList<String>();
        for (var each : round.values()) {
            try {
                await().atMost(SETTLING)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> compare(each).isRight());
            } catch (ConditionTimeoutException _) {
                // Counted, told and only then judged.
            }
            var compared = compare(each);
            var line = each.line(compared);
            System.out.println(line);
            compared.differences().stream().limit(SHOWN).forEach(System.out::println);
            if (!compared.isRight()) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private KindComparison compare(KindRound round) throws SQLException, InterruptedException {
        try (var reads = new Reads(cluster.callAddresses())) {
            return KindComparison.of(round.kind(), round.told(), stored(round.connection()), reads::call);
        }
    }

    /// Read directly: one that nobody told has a name that nobody knows.
    private Set<String> stored(String connection) throws SQLException {
        var ids = new HashSet<String>();
        try (var database = cluster.database().connect();
                var statement = database.prepareStatement("select id from calls where sender = ?")) {
            statement.setString(1, "connection:" + connection);
            var rows = statement.executeQuery();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private interface Step {
        void of(KindRound round) throws Exception;
    }

    private static void together(Map<String, KindRound> round, Step step) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Void>>();
            for (var each : round.values()) {
                Callable<Void> task = () -> {
                    step.of(each);
                    return null;
                };
                running.add(threads.submit(task));
            }
            for (var each : running) {
                each.get();
            }
        }
    }
}
