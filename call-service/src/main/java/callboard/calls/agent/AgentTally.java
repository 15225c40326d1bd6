package callboard.calls.agent;

import callboard.calls.agent.AgentDay.Work;
import callboard.calls.lifecycle.CallState;
import callboard.contracts.CallStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds up what a batch's events change in agents' days.
///
/// A call that the agent had answered is handled when it leaves them. A call that rang for them is missed when it
/// goes to somebody else or back to the queue; a caller who hangs up is nobody's miss.
public final class AgentTally {

    private final Function<Instant, LocalDate> dayOf;
    private final TreeMap<AgentDay, Work> deltas = new TreeMap<>();

    /// @param dayOf which day it is at a moment
    public AgentTally(Function<Instant, LocalDate> dayOf) {
        this.dayOf = dayOf;
    }

    /// Counts one event by the call as it stood before it (not at all, for its first) and stands after it.
    ///
    /// @param at when it happened
    public void count(@Nullable CallState before, Instant at, CallState after) {
        if (before == null || before.agentId() == null) {
            return;
        }
        boolean answered = before.agentSince() != null;
        if (answered && (after.agentSince() == null || after.status() == CallStatus.ENDED)) {
            var handled = Duration.between(before.agentSince(), after.statusSince());
            add(before.agentId(), at, new Work(1, 0, handled.toMillis(), at));
        } else if (before.ringingSince() != null && after.status() == CallStatus.ENDED) {
            add(before.agentId(), at, new Work(0, 0, 0, at));
        } else if (before.ringingSince() != null && !before.agentId().equals(after.agentId())) {
            add(before.agentId(), at, new Work(0, 1, 0, at));
        }
    }

    /// What changed, by day and agent.
    public SequencedMap<AgentDay, Work> deltas() {
        return deltas;
    }

    private void add(String agentId, Instant at, Work work) {
        deltas.merge(new AgentDay(dayOf.apply(at), agentId), work, Work::plus);
    }
}
