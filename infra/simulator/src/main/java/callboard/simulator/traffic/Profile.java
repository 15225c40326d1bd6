package callboard.simulator.traffic;

import java.time.Duration;
import java.util.List;

/// How busy a call centre is and what its people are like. Probabilities are 0 to 1.
///
/// @param callsPerSecond mean of the Poisson process by which calls arrive
/// @param desks          its queues, how the calls spread over them, and how many agents each has
/// @param talk           mean talk until a call is held, passed on or over
/// @param hold           mean hold, for those that end in time
/// @param patience       mean wait until a caller hangs up
/// @param odds           how often the unusual happens
public record Profile(
        double callsPerSecond, List<Desk> desks, Duration talk, Duration hold, Duration patience, Odds odds) {

    public Profile {
        if (!(callsPerSecond > 0) || Double.isInfinite(callsPerSecond)) {
            throw new IllegalArgumentException("Calls per second must be above 0, not " + callsPerSecond);
        }
        desks = List.copyOf(desks);
    }

    /// A queue: its share of the calls (in any unit) and its agents.
    public record Desk(String queueId, double share, int agents) {}

    /// How often the unusual happens, each of all the calls that could.
    ///
    /// @param video        the call is a video call
    /// @param hardToPlace  no agent is found at once: the search alone breaks the routing limit
    /// @param noAnswer     the agent lets it ring, and the call is routed again
    /// @param held         a piece of talk ends in a hold
    /// @param longHold     that hold breaks the limit of a minute
    /// @param passedOn     a piece of talk ends in a retransfer
    /// @param failed       the line breaks
    /// @param oldSender    takes a call back from hold with `call_answered`, as older systems do
    /// @param withEventIds the sender numbers its events
    /// @param ringsSeveral the call rings up to three agents at once
    /// @param elsewhere    who waits for too long is sent on, called back or leaves a message
    public record Odds(
            double video,
            double hardToPlace,
            double noAnswer,
            double held,
            double longHold,
            double passedOn,
            double failed,
            double oldSender,
            double withEventIds,
            double ringsSeveral,
            double elsewhere) {}

    /// Forty agents; one queue with too few of them, so that its callers wait too long.
    public static Profile usual() {
        return new Profile(
                1,
                List.of(
                        new Desk("medical_spanish", 0.30, 12),
                        new Desk("medical_english", 0.37, 15),
                        new Desk("legal_spanish", 0.18, 5),
                        new Desk("legal_english", 0.15, 8)),
                Duration.ofSeconds(24),
                Duration.ofSeconds(18),
                Duration.ofSeconds(70),
                new Odds(0.35, 0.06, 0.06, 0.18, 0.15, 0.06, 0.02, 0.15, 0.7, 0.15, 0.25));
    }

    public Profile callsPerSecond(double rate) {
        return new Profile(rate, desks, talk, hold, patience, odds);
    }

    public Profile talk(Duration mean) {
        return new Profile(callsPerSecond, desks, mean, hold, patience, odds);
    }
}
