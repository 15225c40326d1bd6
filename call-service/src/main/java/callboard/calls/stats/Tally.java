package callboard.calls.stats;

import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Limits;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds up what a batch's events change in the statistics. `docs/statistics.md` has the definitions.
///
/// Everything about a call counts in the minute in which the call began, so late news can't tear a call's answer
/// from its offer. An event is counted by what it did to its call, so a repeat, which does nothing, counts for
/// nothing.
public final class Tally {

    /// The calls that began in one minute, in the queue that they are offered in.
    public record Cohort(Instant minute, String queueId) implements Comparable<Cohort> {

        private static final Comparator<Cohort> ORDER =
                Comparator.comparing(Cohort::minute).thenComparing(Cohort::queueId);

        @Override
        public int compareTo(Cohort other) {
            return ORDER.compare(this, other);
        }
    }

    // About 31 years. Senders may report any number, and sums must not overflow.
    private static final double LONGEST_SECONDS = 1e9;

    private final Function<CallState, Limits> limits;
    private final TreeMap<Cohort, Counts> deltas = new TreeMap<>();

    /// @param limits the limits that a call goes by
    public Tally(Function<CallState, Limits> limits) {
        this.limits = limits;
    }

    /// Counts one event by the call as it stood before it (not at all, for its first) and stands after it.
    public void count(@Nullable CallState before, CallState after) {
        if (before == null) {
            add(after, Counts.ONE_OFFERED);
            return;
        }
        if (before.answeredAt() == null && !before.queueId().equals(after.queueId())) {
            add(before, Counts.ONE_GONE);
            add(after, Counts.ONE_OFFERED);
        }
        if (before.answeredAt() == null && after.answeredAt() != null) {
            double wait = after.waitTime() == null ? 0 : after.waitTime();
            add(after, Counts.oneAnswered(wait <= limits.apply(after).waitLimit(), millis(wait)));
        }
        if (before.status() != CallStatus.ENDED && after.status() == CallStatus.ENDED) {
            if (after.answeredAt() != null) {
                add(after, Counts.oneHandled(millis(after.talkTime() + after.holdTime())));
            } else if (after.endReason() == EndReason.ABANDONED) {
                add(after, Counts.oneAbandoned(after.flags().contains(Rule.SHORT_ABANDON)));
            }
        }
    }

    /// What changed, by minute and queue.
    public SequencedMap<Cohort, Counts> deltas() {
        var changed = new TreeMap<>(deltas);
        changed.values().removeIf(Counts.NONE::equals);
        return changed;
    }

    private void add(CallState call, Counts delta) {
        deltas.merge(new Cohort(call.startTime().truncatedTo(ChronoUnit.MINUTES), call.queueId()), delta, Counts::plus);
    }

    private static long millis(double seconds) {
        return Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000);
    }
}
