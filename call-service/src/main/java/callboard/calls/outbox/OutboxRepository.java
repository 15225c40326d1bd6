package callboard.calls.outbox;

import static callboard.calls.rows.Columns.instant;

import callboard.calls.database.WritePath;
import callboard.contracts.Undelivered;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The relay's side of the outbox, and what was set aside.
@Component
class OutboxRepository {

    /// A row to publish.
    ///
    /// @param partition its call's ([callboard.contracts.Partitions])
    /// @param waited    how long it had waited when it was read, by the database's clock
    record OutboxRow(
            long id, int partition, String channel, String callId, int sequence, String payload, Duration waited) {

        OutboxRow with(String otherPayload) {
            return new OutboxRow(id, partition, channel, callId, sequence, otherPayload, waited);
        }
    }

    /// The oldest rows, in order of id.
    ///
    /// @param isAll         whether there were no more
    /// @param oldestRunning no older transaction may still store something: the database numbers them as they
    ///         begin to write
    /// @param own           the query's own transaction, younger than any that had an id for a row by then; only
    ///         one that removed rows has a number
    /// @param isWanted      whether webhooks are to be told of them
    record OutboxBatch(List<OutboxRow> rows, boolean isAll, long oldestRunning, OptionalLong own, boolean isWanted) {}

    /// Rows that were published, and are still to be removed.
    ///
    /// @param isWanted whether webhooks are to be told of them
    record Published(List<Long> ids, boolean isWanted) {

        static final Published NOTHING = new Published(List.of(), false);
    }

    // One round trip for both: a busy relay makes hundreds of them a second. It doesn't wait for the disk, and no
    // event waits for it there: what a database that fails has forgotten of it is published once more, and clients
    // pass that by. Webhooks would be told again under another id, so what is handed over to them does wait.
    private static final String REMOVED = """
            with gone as (
              delete from outbox where id = any(?) and (select set_config('synchronous_commit', 'off', true)) = 'off'
            )
            """;
    // Whether webhooks want them is seen with them: what is stored after a webhook was made can't be read
    // by a statement that doesn't see the webhook.
    private static final String NEXT = """
            select id, outbox_partition(call_id), channel, call_id, sequence, payload,
                   (extract(epoch from clock_timestamp() - stored_at) * 1000000)::bigint,
                   (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint),
                   (select pg_current_xact_id()::text::bigint where cardinality(?::bigint[]) > 0),
                   (select exists (select from webhooks where enabled))
            from outbox
            where id > ? and outbox_partition(call_id) = any(?)
              and not exists (select from unnest(?::bigint[]) as sent (id) where sent.id = outbox.id)
            order by id limit ?
            """;

    private static final String SET_ASIDE = """
            with gone as (
              delete from outbox where id = ? and refusals >= ? returning id, channel, call_id, sequence, payload
            )
            insert into undelivered (id, channel, call_id, sequence, payload, reason)
            select id, channel, call_id, sequence, payload, ? from gone
            """;

    private final JdbcClient sql;
    private final OutboxProperties settings;

    OutboxRepository(@WritePath JdbcClient sql, OutboxProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// Removes rows that were published and reads the oldest others of these partitions. Ids of different calls may
    /// become visible out of order, ids of one call never do.
    ///
    /// @param above an id below which nothing is looked for
    OutboxBatch next(Published published, long above, Set<Integer> partitions) {
        var sent = published.ids.toArray(Long[]::new);
        return sql.sql((published.isWanted ? WebhookHandover.REMOVING : REMOVED) + NEXT)
                .params(sent, sent, above, partitions.toArray(Integer[]::new), sent, settings.batch())
                .query((ResultSet found) -> {
                    var rows = new ArrayList<OutboxRow>();
                    long oldestRunning = 0;
                    var own = OptionalLong.empty();
                    boolean isWanted = false;
                    while (found.next()) {
                        rows.add(new OutboxRow(
                                found.getLong(1),
                                found.getInt(2),
                                found.getString(3),
                                found.getString(4),
                                found.getInt(5),
                                found.getString(6),
                                Duration.of(found.getLong(7), ChronoUnit.MICROS)));
                        oldestRunning = found.getLong(8);
                        own = sent.length == 0 ? OptionalLong.empty() : OptionalLong.of(found.getLong(9));
                        isWanted = found.getBoolean(10);
                    }
                    return new OutboxBatch(rows, rows.size() < settings.batch(), oldestRunning, own, isWanted);
                });
    }

    /// Tells webhooks of rows that are still here, in their order: before what follows of their calls, which goes out
    /// although one of them doesn't.
    void tellWebhooks(OutboxBatch batch) {
        if (batch.isWanted) {
            sql.sql(WebhookHandover.STAYING)
                    .params((Object) batch.rows.stream().map(OutboxRow::id).toArray(Long[]::new))
                    .query(Long.class)
                    .single();
        }
    }

    /// Counts the refusal, and sets the row aside when it was one too many.
    ///
    /// @return whether it was set aside
    boolean refused(OutboxRow row, String reason) {
        sql.sql("update outbox set refusals = refusals + 1 where id = ?")
                .param(row.id())
                .update();
        return sql.sql(SET_ASIDE).params(row.id(), settings.refusals(), reason).update() == 1;
    }

    /// What was set aside: the oldest first, a thousand at most.
    List<Undelivered> undelivered() {
        return sql.sql("select * from undelivered order by id limit 1000")
                .query((row, _) -> new Undelivered(
                        row.getLong("id"),
                        row.getString("channel"),
                        row.getString("call_id"),
                        row.getInt("sequence"),
                        row.getString("payload"),
                        row.getString("reason"),
                        instant(row, "since")))
                .list();
    }
}
