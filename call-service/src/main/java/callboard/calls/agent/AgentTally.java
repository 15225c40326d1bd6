package callboard.calls.agent;

import callboard.calls.agent.AgentDay.Work;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.WorkOutcome;
import callboard.contracts.CallStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds up what a batch's events change in agents' days.
///
/// A call that the agent had answered is handled when it leaves them. A ring that ends unanswered is missed when the
/// call goes to somebody else or back to the queue. Those who are rung together with the one who answers have missed
/// nothing, nor has the one who answers a ring that was taken for missed; a caller who hangs up is nobody's miss.
public final class AgentTally {

    private final Function<Instant, LocalDate> dayOf;
    private final TreeMap<AgentDay, Work> deltas = new TreeMap<>();

    /// @param dayOf which day it is at a moment
    public AgentTally(Function<Instant, LocalDate> dayOf) {
        this.dayOf = dayOf;
    }

    /// Counts one event by the call as it stood before it (not at all, for its first) and stands after it.
    ///
    /// @param times -1 takes it back
    /// @param at    when it happened
    public void count(int times, @Nullable CallState before, Instant at, CallState after) {
        outcomes(
                times,
                before,
                at,
                after,
                (agent, outcome, count, when, handleMillis) -> add(
                        agent,
                        when,
                        switch (outcome) {
                            case HANDLED -> new Work(count, 0, 0, count * handleMillis, when);
                            case MISSED -> new Work(0, count, 0, 0, when);
                            case HUNG_UP -> new Work(0, 0, count, 0, when);
                        }));
    }

    /// Hears what a call came to for an agent, once more or once less.
    public interface Outcomes {

        /// @param at           when the call left the agent, or the ring ended
        /// @param handleMillis of a handled call, from the agent's answer until it left
        void count(String agentId, WorkOutcome outcome, int times, Instant at, long handleMillis);
    }

    /// Tells the outcomes of one event, as [#count] counts them. None is dated before the status it ends.
    public static void outcomes(int times, @Nullable CallState before, Instant at, CallState after, Outcomes outcomes) {
        if (before == null) {
            return;
        }
        var when = at.isBefore(before.statusSince()) ? before.statusSince() : at;
        if (hasLeft(before, after)) {
            var handled = Duration.between(before.agentSince(), after.statusSince());
            outcomes.count(
                    Objects.requireNonNull(before.agentId()), WorkOutcome.HANDLED, times, when, handled.toMillis());
        }
        if (after.status() == CallStatus.ENDED) {
            before.ringing().forEach(agent -> outcomes.count(agent, WorkOutcome.HUNG_UP, times, when, 0));
        } else if (before.status() == CallStatus.WAITING && after.status() == CallStatus.ACTIVE) {
            if (before.unanswered().stream().anyMatch(ring -> ring.agentId().equals(after.agentId()))) {
                before.unanswered()
                        .forEach(ring -> outcomes.count(ring.agentId(), WorkOutcome.MISSED, -times, ring.ended(), 0));
            }
        } else {
            before.ringing().stream()
                    .filter(agent -> !after.ringing().contains(agent))
                    .forEach(agent -> outcomes.count(agent, WorkOutcome.MISSED, times, when, 0));
        }
    }

    private static boolean hasLeft(CallState before, CallState after) {
        return before.agentSince() != null
                && before.agentId() != null
                && (after.agentSince() == null
                        || after.status() == CallStatus.ENDED
                        || !before.agentId().equals(after.agentId()));
    }

    /// What changed, by day and agent.
    public SequencedMap<AgentDay, Work> deltas() {
        return deltas;
    }

    private void add(String agentId, Instant at, Work work) {
        deltas.merge(new AgentDay(dayOf.apply(at), agentId), work, Work::plus);
    }
}
