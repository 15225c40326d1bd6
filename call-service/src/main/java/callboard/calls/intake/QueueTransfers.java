package callboard.calls.intake;

import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.CallState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Which calls left a queue for another, for lists: written in the transaction of the events that make or belie it.
@Component
class QueueTransfers {

    private static final String CHANGE = KeptTimes.change(
            "queue_transfers",
            List.of(
                    "call_id text",
                    "left_at timestamptz",
                    "queue_id text",
                    "entered_at timestamptz",
                    "answered boolean",
                    "answered_within boolean",
                    "to_queue_id text"),
            List.of("started_at timestamptz"));

    /// A visit that ended so.
    private record Transfer(
            String callId,
            String queueId,
            Instant enteredAt,
            boolean answered,
            boolean answeredWithin,
            String toQueueId,
            Instant leftAt,
            Instant startedAt) {

        private static final Comparator<Transfer> ORDER = Comparator.comparing(Transfer::callId)
                .thenComparing(Transfer::leftAt)
                .thenComparing(Transfer::queueId)
                .thenComparing(Transfer::enteredAt)
                .thenComparing(Transfer::answered)
                .thenComparing(Transfer::answeredWithin)
                .thenComparing(Transfer::toQueueId);

        static Transfer of(CallState before, CallState after) {
            return new Transfer(
                    after.id(),
                    before.queueId(),
                    before.enteredQueue(),
                    before.visitAnsweredAt() != null,
                    Boolean.TRUE.equals(before.visitAnsweredWithin()),
                    after.queueId(),
                    after.enteredQueue(),
                    after.startTime());
        }
    }

    private final JdbcTemplate sql;

    QueueTransfers(@WritePath JdbcTemplate sql) {
        this.sql = sql;
    }

    /// Nothing is asked of the database when no call changes queues, as in most batches.
    void store(Batch batch) {
        var changes = new TreeMap<Transfer, Integer>(Transfer.ORDER);
        for (var each : batch.changes()) {
            var before = each.before();
            if (before != null && !before.queueId().equals(each.after().queueId())) {
                changes.merge(Transfer.of(before, each.after()), each.times(), Integer::sum);
            }
        }
        changes.values().removeIf(times -> times == 0);
        if (!changes.isEmpty()) {
            var rows = new ArrayList<>(changes.keySet());
            sql.update(
                    CHANGE,
                    column(rows, Transfer::callId),
                    column(rows, each -> each.leftAt().toString()),
                    column(rows, Transfer::queueId),
                    column(rows, each -> each.enteredAt().toString()),
                    rows.stream().map(Transfer::answered).toArray(Boolean[]::new),
                    rows.stream().map(Transfer::answeredWithin).toArray(Boolean[]::new),
                    column(rows, Transfer::toQueueId),
                    column(rows, each -> each.startedAt().toString()),
                    changes.values().toArray(Integer[]::new));
        }
    }

    private static String[] column(List<Transfer> rows, Function<Transfer, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
