package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Senders and sockets at their work, before, during and after one fault.
final class FaultScenario implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final String run;
    private final FaultSettings settings;
    private final Load load;
    private final List<Watcher> watchers = new ArrayList<>();
    private int probes;
    private @Nullable Duration recovery = Duration.ZERO;

    /// @param run begins the id of every call
    FaultScenario(Cluster cluster, String run, FaultSettings settings) {
        this.cluster = cluster;
        this.run = run;
        this.settings = settings;
        this.load = new Load(cluster.callAddresses(), run, settings);
    }

    /// One that stays with each replica, as a page does that was given its address.
    FaultScenario watchedAtEachReplica() {
        cluster.realtimeAddresses().forEach(address -> watch("at " + address.getPort(), List.of(address)));
        return this;
    }

    /// One at each replica that goes to the other when it loses its own, as behind a balancer.
    FaultScenario watchedThroughABalancer() {
        var addresses = cluster.realtimeAddresses();
        watch("balanced 1", addresses);
        watch("balanced 2", addresses.reversed());
        return this;
    }

    private void watch(String name, List<URI> addresses) {
        watchers.add(new Watcher(name, addresses, cluster.callAddresses(), run));
    }

    void begin() throws InterruptedException {
        load.start();
        load.awaitMore(settings.eventsBefore());
        recovers();
        assertThat(recovery).as("before anything breaks, what is sent is shown").isNotNull();
        recovery = Duration.ZERO;
    }

    /// Measures how long it takes from now until an event that is sent now is shown everywhere.
    void recovers() throws InterruptedException {
        recovers(_ -> true);
    }

    /// The same of a call with such an id.
    void recovers(Predicate<String> isSuch) throws InterruptedException {
        do {
            probes++;
        } while (!isSuch.test(run + "probe-" + probes));
        long begun = System.nanoTime();
        var call = load.probe(probes);
        boolean shown = comes(
                "every socket to show what is sent now",
                PATIENCE,
                () -> watchers.stream().allMatch(watcher -> watcher.view().hasEnded(call)));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (!shown) {
            recovery = null;
        } else if (recovery != null && took.compareTo(recovery) > 0) {
            recovery = took;
        }
    }

    /// Whoever was answered reads at once what it was told, at each replica.
    void readsWhatWasAnswered() throws InterruptedException {
        var call = load.probe(++probes);
        for (var address : cluster.callAddresses()) {
            try (var reads = new Reads(List.of(address))) {
                assertThat(reads.call(call))
                        .as("%s at %s, which ended", call, address)
                        .hasValueSatisfying(
                                found -> assertThat(found.endReason()).isNotNull());
            }
        }
    }

    /// How long that took at the most; null when it did not come once.
    @Nullable
    Duration recovery() {
        return recovery;
    }

    /// Lets everything come to rest, counts, and puts the counts into the report before they are judged.
    void end(String fault, FaultReport report) throws SQLException {
        load.awaitMore(settings.eventsBefore());
        load.finish();
        int pending = pending();
        var stored = Stored.of(cluster.database(), run);
        var count = Verification.of(stored, load.results().byCall());
        long wrong = wrongPictures(stored);
        report.add(new FaultReport.Line(
                fault,
                load.results().events(),
                load.results().retries(),
                count,
                pending,
                wrong,
                watchers.size() * stored.calls().size(),
                load.results().longestStall(),
                recovery));

        assertSoftly(that -> {
            that.assertThat(load.results().refusals()).as("refused events").isEmpty();
            that.assertThat(count.lost())
                    .as("acknowledged events that were lost")
                    .isZero();
            that.assertThat(count.duplicated())
                    .as("events stored more often than they happened")
                    .isZero();
            that.assertThat(count.gaps())
                    .as("calls with gaps in their sequence")
                    .isZero();
            that.assertThat(count.unlike())
                    .as("calls that are not what their events say")
                    .isZero();
            that.assertThat(pending).as("updates still to be published").isZero();
            that.assertThat(watchers)
                    .allSatisfy(watcher -> assertThat(watcher.mistakes())
                            .as("what the socket %s could not make sense of", watcher.name())
                            .isEmpty());
            that.assertThat(wrong).as("calls shown wrongly").isZero();
            that.assertThat(recovery).as("how long until new events were shown").isNotNull();
        });
    }

    private int pending() throws SQLException {
        comes("the outbox to be empty", SETTLING, () -> Stored.pending(cluster.database()) == 0);
        return Stored.pending(cluster.database());
    }

    private long wrongPictures(Stored stored) {
        comes("the pictures to be right", SETTLING, () -> countWrong(stored) == 0);
        return countWrong(stored);
    }

    /// What does not come is counted, reported and only then judged.
    private static boolean comes(String what, Duration within, Callable<Boolean> condition) {
        try {
            await(what).atMost(within).pollInterval(Duration.ofMillis(20)).until(condition);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }

    private long countWrong(Stored stored) {
        return watchers.stream()
                .mapToLong(watcher -> watcher.view().wrong(stored.calls()))
                .sum();
    }

    @Override
    public void close() {
        load.close();
        watchers.forEach(Watcher::close);
    }
}
