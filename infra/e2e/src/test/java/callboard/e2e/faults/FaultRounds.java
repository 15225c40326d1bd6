package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;

/// Has a cluster suffer faults while senders send and sockets listen, each as often as the settings say.
///
/// @param recovered within which new events must be shown again
record FaultRounds(Cluster cluster, FaultSettings settings, FaultReport report, Duration recovered) {

    interface Fault {
        void strike(FaultScenario scenario) throws Exception;
    }

    void suffer(String name, Fault fault) throws Exception {
        var run = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        for (int round = 1; round <= settings.rounds(); round++) {
            cluster.whole();
            try (var scenario = new FaultScenario(cluster, run + "-" + round + "-", settings)
                    .watchedAtEachReplica()
                    .watchedThroughABalancer()) {
                scenario.begin();
                fault.strike(scenario);
                scenario.end(name, report);
                assertThat(scenario.recovery()).isLessThan(recovered);
            }
        }
    }

    /// How long a fault lasts; nothing is awaited.
    static void lasting(Duration duration) {
        await().pollDelay(duration).atMost(duration.plusSeconds(60)).until(() -> true);
    }
}
