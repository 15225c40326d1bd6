package callboard.calls.lifecycle;

import callboard.calls.lifecycle.Deadlines.Deadline;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Warned;
import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call decided anew from all that is known of it, in the order in which it happened. In whatever order and however
/// often events arrived, the same ones come to the same call.
///
/// What senders tell is told; what Callboard has noticed by itself follows from it and is found again, or is no longer
/// so. A sender's event without a time happened when it arrived: what had not been noticed by then was not so for it.
public final class History {

    // Earlier versions dated what they noticed by when they did.
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(10);

    /// What senders can tell of at one moment, in the order in which it comes about.
    private static final List<EventType> AT_ONCE = List.of(
            EventType.INITIATED,
            EventType.HOLD,
            EventType.RESUMED,
            EventType.RETRANSFER,
            EventType.ROUTED,
            EventType.ANSWERED,
            EventType.ENDED);

    private static final Comparator<Told> IN_A_MOMENT = Comparator.<Told>comparingInt(
                    each -> AT_ONCE.indexOf(each.type()))
            .thenComparing(each -> each.told().toString())
            .thenComparing(each -> String.valueOf(each.eventId()));

    /// A sender's event.
    ///
    /// @param told         what it says, without the rules that it broke
    /// @param isTimed      whether its sender says when it happened
    /// @param queueVersion which version of the queue that it names the call goes by; 0 when it names none
    /// @param sequence     0 for one that is not stored
    public record Told(
            EventType type,
            EventMetadata told,
            Instant at,
            Instant receivedAt,
            boolean isTimed,
            @Nullable String eventId,
            int queueVersion,
            int sequence) {

        /// One that is stored.
        public static Told of(StoredEvent stored) {
            return of(stored.event(), stored.queueVersion());
        }

        static Told of(CallEvent event, int queueVersion) {
            return new Told(
                    event.type(),
                    Payload.of(event.metadata()),
                    event.timestamp(),
                    event.receivedAt(),
                    event.occurredAt() != null,
                    event.eventId(),
                    queueVersion,
                    event.sequence());
        }

        boolean isStored() {
            return sequence > 0;
        }
    }

    /// One thing that happened.
    ///
    /// @param told     the sender's event; null for what Callboard noticed
    /// @param sequence of the event; 0 for what is no event
    /// @param before   null for the first
    public record Step(
            @Nullable Told told,
            EventType type,
            @Nullable EventMetadata metadata,
            Instant at,
            int sequence,
            @Nullable CallState before,
            CallState after,
            @Nullable Alert alert) {}

    /// An event as it is kept.
    ///
    /// @param queueVersion which version of the queue that it names the call goes by; 0 when it names none
    /// @param gaveWay      whether it is something that was noticed, and a sender has told otherwise since
    public record StoredEvent(CallEvent event, int queueVersion, boolean gaveWay) {}

    /// The limits of queues. A call keeps to those of the version that it came under, whatever the queue has by now, or
    /// what is told late would decide it by other limits than what is counted of it.
    @FunctionalInterface
    public interface QueueLimits {

        Limits of(String queueId, int version);
    }

    /// What is known of a call.
    ///
    /// @param told     by senders
    /// @param noticed  by Callboard, those that gave way before, too
    /// @param alerts   raised
    /// @param sequence of its latest event
    public record Known(List<Told> told, List<StoredEvent> noticed, List<Alert> alerts, int sequence) {}

    /// @param call    null when nobody has told of its beginning
    /// @param refused what contradicts the order of time
    public record Folded(@Nullable CallState call, List<Step> steps, List<Told> refused) {}

    private final Known known;
    private final QueueLimits limits;
    private final TimeoutPolicy timeouts;
    private final String id;
    private final List<Step> steps = new ArrayList<>();
    private final List<Told> refused = new ArrayList<>();
    private final Set<StoredEvent> found = new HashSet<>();
    private @Nullable CallState call;
    private int sequence;

    private History(String id, Known known, QueueLimits limits, TimeoutPolicy timeouts) {
        this.id = id;
        this.known = known;
        this.limits = limits;
        this.timeouts = timeouts;
        sequence = known.sequence();
    }

    /// The call as it is known.
    public static Folded fold(String id, Known known, QueueLimits limits, TimeoutPolicy timeouts) {
        var history = new History(id, known, limits, timeouts);
        history.tell(known.told());
        history.notice(Instant.MAX, false, true);
        return history.folded();
    }

    /// The call with what is told of it now. What it leaves to be noticed is due from now on.
    public static Folded fold(String id, Known known, List<Told> more, QueueLimits limits, TimeoutPolicy timeouts) {
        var history = new History(id, known, limits, timeouts);
        var all = new ArrayList<>(known.told());
        all.addAll(more);
        history.tell(all);
        history.notice(Instant.MAX, false, false);
        return history.folded();
    }

    /// What is due before an event that comes in its order, and is noticed only now.
    public static Folded upTo(CallState call, Instant before, QueueLimits limits, TimeoutPolicy timeouts) {
        var history =
                new History(call.id(), new Known(List.of(), List.of(), List.of(), call.sequence()), limits, timeouts);
        history.call = call;
        history.notice(before, true, false);
        return history.folded();
    }

    private Folded folded() {
        return new Folded(call, steps, refused);
    }

    private void tell(List<Told> all) {
        var first = all.stream()
                .filter(each -> each.type() == EventType.INITIATED)
                .min(Comparator.comparing(Told::sequence, Comparator.comparing((Integer place) -> place == 0))
                        .thenComparing(Told::at));
        if (first.isEmpty()) {
            refused.addAll(all);
            return;
        }
        begin(first.get());
        var rest = all.stream()
                .filter(each -> each.type() != EventType.INITIATED)
                .sorted(Comparator.comparing(Told::at)
                        .thenComparingInt(each -> each.isStored() ? each.sequence() : Integer.MAX_VALUE))
                .toList();
        for (int from = 0, to; from < rest.size(); from = to) {
            var at = rest.get(from).at();
            for (to = from; to < rest.size() && rest.get(to).at().equals(at); ) {
                to++;
            }
            atOnce(rest.subList(from, to));
        }
    }

    /// Whoever tells of what happened at one moment may do so in any order. Without times the order is that of arrival.
    private void atOnce(List<Told> events) {
        boolean areTimed = events.stream().allMatch(Told::isTimed);
        notice(events.getFirst().at(), areTimed, false);
        var left = new ArrayList<>(events);
        if (areTimed) {
            left.sort(IN_A_MOMENT);
        }
        while (!left.isEmpty()) {
            var next = areTimed
                    ? left.stream().filter(this::mayHappen).findFirst().orElse(left.getFirst())
                    : left.getFirst();
            left.remove(next);
            if (mayHappen(next)) {
                happens(next);
            } else {
                refused.add(next);
            }
        }
    }

    private void begin(Told first) {
        var told = first.told();
        var queueId = Objects.requireNonNull(told.queueId());
        call = Move.beginning(
                id,
                Objects.requireNonNull(told.type()),
                queueId,
                first.queueVersion(),
                first.at(),
                first.receivedAt(),
                Parties.of(told));
        step(first, EventType.INITIATED, told, first.at(), place(first), null, call, null);
    }

    private boolean mayHappen(Told event) {
        return event.type() != EventType.INITIATED && Lifecycle.illegal(standing(), event.type()) == null;
    }

    private void happens(Told event) {
        var before = standing();
        var heard = event.receivedAt().isAfter(before.lastHeard()) ? event.receivedAt() : before.lastHeard();
        var place = place(event);
        var applied = Lifecycle.apply(
                before.with(place - 1, before.lastHeard(), before.sender()),
                event.type(),
                event.told(),
                event.at(),
                heard,
                limits(event, before));
        step(event, event.type(), applied.metadata(), event.at(), place, before, applied.next(), null);
    }

    /// Notices what is due before then.
    ///
    /// @param isNew whether also what nobody has noticed yet
    /// @param last  whether also that nothing was heard any more
    private void notice(Instant before, boolean isNew, boolean last) {
        while (call != null) {
            var standing = call;
            var next = Deadlines.all(standing, limits(standing), timeouts).stream()
                    .filter(deadline -> deadline.due().isBefore(before))
                    .filter(deadline -> last || deadline.kind().isOfTheCall())
                    .sorted(Comparator.comparing(Deadline::due))
                    .map(deadline -> noticed(standing, deadline))
                    .filter(each -> each.isKnown || isNew)
                    .findFirst();
            if (next.isEmpty()) {
                return;
            }
            notice(standing, next.get());
        }
    }

    /// @param row null when it is no event, or a new one
    private record Noticed(
            Deadline deadline, Decision decision, @Nullable StoredEvent row, boolean isKnown) {}

    private Noticed noticed(CallState standing, Deadline deadline) {
        var decision = DeadlineRules.decide(standing, deadline, limits(standing), timeouts);
        return switch (decision) {
            case Warned(var _, var alert) ->
                new Noticed(deadline, decision, null, known.alerts().stream().anyMatch(each -> isSame(each, alert)));
            case Applied applied -> {
                var row = row(applied, deadline.due());
                // One that gave way before has to be noticed anew.
                yield new Noticed(deadline, decision, row, row != null && !row.gaveWay());
            }
            case Decision.Nothing _, Decision.Repeated _, Decision.Rejected _ ->
                throw new IllegalStateException("A deadline always has a consequence");
        };
    }

    private void notice(CallState standing, Noticed noticed) {
        var due = noticed.deadline.due();
        if (noticed.decision instanceof Warned(var next, var alert)) {
            call = next;
            steps.add(new Step(null, EventType.FLAGGED, null, due, 0, standing, next, alert));
            return;
        }
        var row = noticed.row;
        int place = row == null ? ++sequence : row.event().sequence();
        if (row != null) {
            found.add(row);
        }
        // What it says of its place is of the place that it has.
        var placed = standing.with(place - 1, standing.lastHeard(), standing.sender());
        if (DeadlineRules.decide(placed, noticed.deadline, limits(standing), timeouts) instanceof Applied applied) {
            step(null, applied.type(), applied.metadata(), due, place, standing, applied.next(), applied.alert());
        }
    }

    /// The stored event that tells of the same: dated when it was due, or soon after.
    private @Nullable StoredEvent row(Applied applied, Instant due) {
        return known.noticed().stream()
                .filter(each -> !found.contains(each) && isOf(each.event(), applied, due))
                .min(Comparator.comparing((StoredEvent each) -> each.event().timestamp())
                        .thenComparingInt(each -> each.event().sequence()))
                .orElse(null);
    }

    private static boolean isOf(CallEvent row, Applied applied, Instant due) {
        return row.type() == applied.type()
                && rules(row.metadata()).equals(rules(applied.metadata()))
                && !row.timestamp().isBefore(due)
                && row.timestamp().isBefore(due.plus(NOTICED_WITHIN));
    }

    private static List<Rule> rules(@Nullable EventMetadata metadata) {
        return metadata == null || metadata.flags() == null
                ? List.of()
                : metadata.flags().stream().map(Flag::rule).toList();
    }

    /// Whether both tell of the same.
    public static boolean isSame(Alert one, Alert other) {
        return one.level() == other.level()
                && one.rule() == other.rule()
                && one.since().equals(other.since());
    }

    private int place(Told event) {
        return event.isStored() ? event.sequence() : ++sequence;
    }

    private void step(
            @Nullable Told told,
            EventType type,
            EventMetadata metadata,
            Instant at,
            int place,
            @Nullable CallState before,
            CallState after,
            @Nullable Alert alert) {
        call = after;
        steps.add(new Step(told, type, metadata, at, place, before, after, alert));
    }

    private CallState standing() {
        return Objects.requireNonNull(call);
    }

    private Limits limits(CallState standing) {
        return limits.of(standing.queueId(), standing.queueVersion());
    }

    private Limits limits(Told event, CallState before) {
        var queueId = event.told().queueId();
        return queueId == null ? limits(before) : limits.of(queueId, event.queueVersion());
    }
}
