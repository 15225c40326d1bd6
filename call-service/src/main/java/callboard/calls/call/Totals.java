package callboard.calls.call;

import static callboard.calls.rows.Columns.word;

import callboard.calls.database.ReadPath;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// About how many calls there are of each kind, not older than a few seconds: enough to choose an index by. What is
/// answered as a total is not taken from here: see [CallQuery].
@Component
class Totals {

    private static final Duration OLDEST = Duration.ofSeconds(5);

    private record Kind(CallStatus status, CallType type, String queueId, long calls) {}

    private record Counted(List<Kind> kinds, long at) {}

    private final JdbcClient sql;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted counted = new Counted(List.of(), System.nanoTime() - OLDEST.toNanos() - 1);

    Totals(@ReadPath JdbcClient sql) {
        this.sql = sql;
    }

    /// Of those statuses, types and queues; whatever else the filter asks for.
    long ofKind(CallFilter filter) {
        return current().stream()
                .filter(kind ->
                        (filter.statuses().isEmpty() || filter.statuses().contains(kind.status))
                                && (filter.types().isEmpty() || filter.types().contains(kind.type))
                                && (filter.queues() == null || filter.queues().contains(kind.queueId)))
                .mapToLong(Kind::calls)
                .sum();
    }

    long all() {
        return current().stream().mapToLong(Kind::calls).sum();
    }

    /// Counted anew by the first who finds it old, while the others go on with what there is.
    private List<Kind> current() {
        if (System.nanoTime() - counted.at > OLDEST.toNanos() && counting.compareAndSet(false, true)) {
            try {
                var kinds = sql.sql(
                                "select status, type, queue_id, sum(calls) as calls from counted_calls group by 1, 2, 3")
                        .query((row, _) -> new Kind(
                                word(row, "status", CallStatus.class),
                                word(row, "type", CallType.class),
                                row.getString("queue_id"),
                                row.getLong("calls")))
                        .list();
                counted = new Counted(kinds, System.nanoTime());
            } finally {
                counting.set(false);
            }
        }
        return counted.kinds;
    }
}
