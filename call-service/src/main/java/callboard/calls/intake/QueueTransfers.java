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

    // As with MissedCalls: of what an earlier version has counted and not kept nothing is left.
    private static final String CHANGE = """
            with now as (
              select call_id, queue_id, entered_at::timestamptz, answered, to_queue_id, left_at::timestamptz, times
              from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::int[])
                as now (call_id, queue_id, entered_at, answered, to_queue_id, left_at, times)),
            gone as (
              delete from queue_transfers as known using now
              where (known.call_id, known.left_at, known.queue_id, known.entered_at, known.answered, known.to_queue_id)
                  = (now.call_id, now.left_at, now.queue_id, now.entered_at, now.answered, now.to_queue_id)
                and known.times + now.times <= 0),
            less as (
              update queue_transfers as known set times = known.times + now.times from now
              where (known.call_id, known.left_at, known.queue_id, known.entered_at, known.answered, known.to_queue_id)
                  = (now.call_id, now.left_at, now.queue_id, now.entered_at, now.answered, now.to_queue_id)
                and now.times < 0 and known.times + now.times > 0)
            insert into queue_transfers as known (call_id, queue_id, entered_at, answered, to_queue_id, left_at, times)
            select * from now where times > 0
            on conflict (call_id, left_at, queue_id, entered_at, answered, to_queue_id)
              do update set times = known.times + excluded.times
            """;

    /// A visit that ended so.
    private record Transfer(
            String callId, String queueId, Instant enteredAt, boolean answered, String toQueueId, Instant leftAt) {

        private static final Comparator<Transfer> ORDER = Comparator.comparing(Transfer::callId)
                .thenComparing(Transfer::leftAt)
                .thenComparing(Transfer::queueId)
                .thenComparing(Transfer::enteredAt)
                .thenComparing(Transfer::answered)
                .thenComparing(Transfer::toQueueId);

        static Transfer of(CallState before, CallState after) {
            return new Transfer(
                    after.id(),
                    before.queueId(),
                    before.enteredQueue(),
                    before.visitAnsweredAt() != null,
                    after.queueId(),
                    after.enteredQueue());
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
                    column(rows, Transfer::queueId),
                    column(rows, each -> each.enteredAt().toString()),
                    rows.stream().map(Transfer::answered).toArray(Boolean[]::new),
                    column(rows, Transfer::toQueueId),
                    column(rows, each -> each.leftAt().toString()),
                    changes.values().toArray(Integer[]::new));
        }
    }

    private static String[] column(List<Transfer> rows, Function<Transfer, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
