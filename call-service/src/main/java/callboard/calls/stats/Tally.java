package callboard.calls.stats;

import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Visits;
import callboard.contracts.CallStatus;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds up what a batch's events change in the statistics. `docs/statistics.md` has the definitions.
///
/// A queue's numbers are of its visits, each counted in the minute in which it began, so late news can't tear an answer
/// from its offer. All queues together are told in calls, each in the minute in which it began: what a call's visits
/// count beyond that is taken back in a cohort of no queue. A call of one visit needs none.
public final class Tally {

    /// Stands for the difference between calls and their visits.
    public static final String NO_QUEUE = "";

    /// The visits that began in one minute in one queue.
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
    ///
    /// @param times -1 takes it back
    public void count(int times, @Nullable CallState before, CallState after) {
        if (before == null) {
            visit(after, offered(after), offered(after), times);
            return;
        }
        if (!before.queueId().equals(after.queueId())) {
            visit(before, left(before, after), Counts.NONE, times);
            visit(after, offered(after), ofTheCall(before, turned(before, after)), times);
        } else if (before.queueVersion() != after.queueVersion() && before.visitAnsweredAt() == null) {
            // A transfer within the queue brings it under the hours that are now.
            visit(after, turned(before, after), ofTheCall(before, turned(before, after)), times);
        }
        if (before.visitAnsweredAt() == null && after.visitAnsweredAt() != null) {
            boolean isFirst = before.answeredAt() == null;
            var answered = answered(after, isFirst);
            visit(after, answered, isFirst ? answered : Counts.NONE, times);
        }
        if (before.status() != CallStatus.ENDED && after.status() == CallStatus.ENDED) {
            visit(after, after.visitAnsweredAt() == null ? unanswered(after) : left(after, after), ended(after), times);
        }
    }

    private Counts offered(CallState visit) {
        return Counts.ONE_OFFERED.plus(outside(visit));
    }

    /// From outside the hours into them, or the other way round.
    private Counts turned(CallState before, CallState after) {
        return outside(after).plus(outside(before).times(-1));
    }

    /// A call counts outside the hours as its visit that was answered, else as its latest.
    private static Counts ofTheCall(CallState before, Counts turned) {
        return before.answeredAt() == null ? turned : Counts.NONE;
    }

    private Counts outside(CallState visit) {
        return isOutside(visit) ? Counts.outside(1) : Counts.NONE;
    }

    private boolean isOutside(CallState visit) {
        return limits.apply(visit).isOutsideHours(visit);
    }

    /// What changed, by minute and queue.
    public SequencedMap<Cohort, Counts> deltas() {
        var changed = new TreeMap<>(deltas);
        changed.values().removeIf(Counts.NONE::equals);
        return changed;
    }

    /// A visit that is over, by the call as it goes on.
    private static Counts left(CallState visit, CallState after) {
        return visit.visitAnsweredAt() == null
                ? Counts.ONE_TRANSFERRED
                : Counts.oneHandled(millis(after.talkTime() + after.holdTime() - visit.visitHandled()));
    }

    /// A call's first wait is as it was reported, a later one as the times have it.
    private static Counts answered(CallState call, boolean isFirst) {
        double wait = isFirst && call.waitTime() != null
                ? call.waitTime()
                : Duration.between(call.enteredQueue(), call.visitAnsweredAt()).toMillis() / 1000.0;
        return Counts.oneAnswered(Boolean.TRUE.equals(call.visitAnsweredWithin()), millis(wait));
    }

    /// The call as a whole; one that was answered in any queue is handled.
    private Counts ended(CallState call) {
        return call.answeredAt() == null
                ? unanswered(call)
                : Counts.oneHandled(millis(call.talkTime() + call.holdTime()));
    }

    private Counts unanswered(CallState call) {
        return switch (Visits.unanswered(Objects.requireNonNull(call.endReason()))) {
            case ABANDONED -> abandoned(call);
            case OVERFLOWED -> Counts.ONE_OVERFLOWED;
            case CALLBACK -> Counts.ONE_CALLBACK;
            case VOICEMAIL -> Counts.ONE_VOICEMAIL;
            case FAILED -> Counts.ONE_FAILED;
            case ANSWERED, TRANSFERRED -> throw new IllegalStateException("No call ends so without an answer");
        };
    }

    /// A short abandon is left out of the service level as such.
    private Counts abandoned(CallState call) {
        boolean soon = call.flags().contains(Rule.SHORT_ABANDON);
        var abandoned = Counts.oneAbandoned(soon);
        return soon ? abandoned.plus(outside(call).times(-1)) : abandoned;
    }

    /// @param counts     of the visit that the call is on
    /// @param ofTheCall  what they come to for the call as a whole
    private void visit(CallState call, Counts counts, Counts ofTheCall, int times) {
        var minute = minute(call.enteredQueue());
        add(new Cohort(minute, call.queueId()), counts, times);
        var begun = minute(call.startTime());
        if (!minute.equals(begun) || !counts.equals(ofTheCall)) {
            add(new Cohort(begun, NO_QUEUE), ofTheCall, times);
            add(new Cohort(minute, NO_QUEUE), counts, -times);
        }
    }

    private void add(Cohort cohort, Counts delta, int times) {
        deltas.merge(cohort, delta.times(times), Counts::plus);
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }

    private static long millis(double seconds) {
        return Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000);
    }
}
