package callboard.calls.call;

import callboard.calls.rows.Columns;
import callboard.calls.rows.Reads;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Rule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// About how many calls there are of each kind, not older than a few seconds: enough to choose an index by.
/// What is answered as a total is not taken from here: see [CallQuery].
@Component
class Totals {

    private static final Duration OLDEST = Duration.ofSeconds(5);

    // Every call once by its kind, and the flagged ones once more by their flags.
    private static final String ALL = """
            select '' as flags, status, type, queue_id, sum(calls) as calls from counted_calls group by 2, 3, 4
            union all
            select array_to_string(flags, ','), status, type, queue_id, sum(calls) from counted_flags group by 1, 2, 3, 4
            """;

    private record Kind(Set<Rule> flags, CallStatus status, CallType type, String queueId, long calls) {}

    private record Counted(List<Kind> kinds, long at) {}

    private final Reads reads;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted counted =
            new Counted(List.of(), System.nanoTime() - Duration.ofDays(1).toNanos());

    Totals(Reads reads) {
        this.reads = reads;
    }

    /// Of those statuses and types, in that queue; flags and agents don't matter.
    long ofKind(CallFilter filter) {
        return sum(kind -> kind.flags.isEmpty() && matches(kind, filter));
    }

    /// With any of its flags, whatever else they are.
    long flagged(CallFilter filter) {
        return sum(kind -> kind.flags.stream().anyMatch(filter.flags()::contains));
    }

    long all() {
        return sum(kind -> kind.flags.isEmpty());
    }

    private static boolean matches(Kind kind, CallFilter filter) {
        return (filter.statuses().isEmpty() || filter.statuses().contains(kind.status))
                && (filter.types().isEmpty() || filter.types().contains(kind.type))
                && (filter.queues() == null || filter.queues().contains(kind.queueId));
    }

    private long sum(Predicate<Kind> which) {
        return current().kinds.stream().filter(which).mapToLong(Kind::calls).sum();
    }

    /// Counted anew by the first who finds it old, while the others go on with what there is.
    private Counted current() {
        if (System.nanoTime() - counted.at > OLDEST.toNanos() && counting.compareAndSet(false, true)) {
            try {
                counted = new Counted(
                        reads.sql().query(ALL, (row, _) -> {
                            var flags = EnumSet.noneOf(Rule.class);
                            flags.addAll(Columns.flags(row));
                            return new Kind(
                                    flags,
                                    Columns.word(row, "status", CallStatus.class),
                                    Columns.word(row, "type", CallType.class),
                                    row.getString("queue_id"),
                                    row.getLong("calls"));
                        }),
                        System.nanoTime());
            } finally {
                counting.set(false);
            }
        }
        return counted;
    }
}
