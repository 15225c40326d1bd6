package callboard.calls.agent;

import callboard.calls.agent.AgentDay.Work;
import callboard.calls.lifecycle.CallState;
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
        if (before == null) {
            return;
        }
        if (hasLeft(before, after)) {
            var handled = Duration.between(before.agentSince(), after.statusSince());
            add(Objects.requireNonNull(before.agentId()), at, new Work(times, 0, 0, times * handled.toMillis(), at));
        }
        if (after.status() == CallStatus.ENDED) {
            before.ringing().forEach(agent -> add(agent, at, new Work(0, 0, times, 0, at)));
        }
        misses(times, before, at, after, (agent, missed, when) -> add(agent, when, new Work(0, missed, 0, 0, when)));
    }

    /// Hears who has missed a call once more, or once less.
    public interface Misses {
        void count(String agentId, int times, Instant at);
    }

    /// Tells the misses of one event, as [#count] counts them.
    public static void misses(int times, @Nullable CallState before, Instant at, CallState after, Misses misses) {
        if (before == null || after.status() == CallStatus.ENDED) {
            return;
        }
        if (before.status() == CallStatus.WAITING && after.status() == CallStatus.ACTIVE) {
            if (before.unanswered().stream().anyMatch(ring -> ring.agentId().equals(after.agentId()))) {
                before.unanswered().forEach(ring -> misses.count(ring.agentId(), -times, ring.ended()));
            }
        } else {
            before.ringing().stream()
                    .filter(agent -> !after.ringing().contains(agent))
                    .forEach(agent -> misses.count(agent, times, at));
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
