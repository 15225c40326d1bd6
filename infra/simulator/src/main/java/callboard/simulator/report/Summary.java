package callboard.simulator.report;

import java.util.Map;

/// A run, when it is over.
///
/// @param seconds   how long it took
/// @param perSecond events delivered, each second
/// @param unsent    events that were not answered when the run was broken off
/// @param answers   by status; every attempt counts
public record Summary(
        String mode,
        long seed,
        double seconds,
        double perSecond,
        Latency latency,
        long callsStarted,
        long callsEnded,
        long callsLeftOpen,
        long refused,
        long unsent,
        Map<String, Long> answers) {

    public Summary {
        answers = Map.copyOf(answers);
    }
}
