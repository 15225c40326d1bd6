package callboard.calls.outbox;

import callboard.calls.database.WritePath;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The relay's side of the outbox table.
@Component
class OutboxRepository {

    /// A row to publish.
    ///
    /// @param waited how long it had waited when it was read, by the database's clock
    record OutboxRow(long id, String channel, String callId, int sequence, String payload, Duration waited) {

        OutboxRow with(String otherPayload) {
            return new OutboxRow(id, channel, callId, sequence, otherPayload, waited);
        }
    }

    /// The oldest rows, in order of id.
    ///
    /// @param isAll         whether there were no more
    /// @param oldestRunning no older transaction may still store something: the database numbers them as they
    ///         begin to write
    /// @param own           the look's own transaction, younger than any that had an id for a row by then; only
    ///         one that
    ///                      removed rows has a number
    record OutboxBatch(List<OutboxRow> rows, boolean isAll, long oldestRunning, OptionalLong own) {}

    private static final String LEASE = """
            insert into outbox_lease (holder, until, term)
              values (?, clock_timestamp() + ? * interval '1 millisecond', 1)
            on conflict (only_row) do update set holder = excluded.holder, until = excluded.until,
              term = outbox_lease.term + (outbox_lease.holder <> excluded.holder)::int
              where outbox_lease.holder = excluded.holder or outbox_lease.until < clock_timestamp()
            returning term
            """;

    private static final String OUTBID = """
            update outbox_lease set term = ? + 1 where holder = ? and until > clock_timestamp() and term <= ?
            """;

    // One round trip for both: a busy relay makes hundreds of them a second.
    private static final String NEXT = """
            with gone as (
              delete from outbox where id = any(?)
            )
            select id, channel, call_id, sequence, payload,
                   (extract(epoch from clock_timestamp() - stored_at) * 1000000)::bigint,
                   (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint),
                   (select pg_current_xact_id()::text::bigint where cardinality(?::bigint[]) > 0)
            from outbox
            where id > ? and not exists (select from unnest(?::bigint[]) as sent (id) where sent.id = outbox.id)
            order by id limit ?
            """;

    private static final String SET_ASIDE = """
            with gone as (
              delete from outbox where id = ? and refusals >= ? returning id, channel, call_id, sequence, payload
            )
            insert into undelivered (id, channel, call_id, sequence, payload, reason)
            select id, channel, call_id, sequence, payload, ? from gone
            """;

    private final JdbcTemplate sql;
    private final OutboxProperties settings;
    private final String holder = UUID.randomUUID().toString();

    OutboxRepository(@WritePath JdbcTemplate sql, OutboxProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// Takes or keeps the lease; absent while another replica holds it.
    ///
    /// @return its term, which grows whenever another replica takes it
    Optional<Long> lease() {
        return sql.queryForList(LEASE, Long.class, holder, settings.lease().toMillis()).stream()
                .findFirst();
    }

    /// Makes our term the latest, if the lease is ours after all: as when the database was restored from a time
    /// when the
    /// term was lower, and Redis was not.
    void raiseTerm(long term) {
        sql.update(OUTBID, term, holder, term);
    }

    void release() {
        sql.update("delete from outbox_lease where holder = ?", holder);
    }

    /// Removes rows that were published and reads the oldest others. Ids of different calls may become visible
    /// out of
    /// order, ids of one call never do.
    ///
    /// @param above an id below which nothing is looked for
    OutboxBatch next(Collection<Long> published, long above) {
        var sent = published.toArray(Long[]::new);
        return sql.query(
                NEXT,
                found -> {
                    var rows = new ArrayList<OutboxRow>();
                    long oldestRunning = 0;
                    var own = OptionalLong.empty();
                    while (found.next()) {
                        rows.add(new OutboxRow(
                                found.getLong(1),
                                found.getString(2),
                                found.getString(3),
                                found.getInt(4),
                                found.getString(5),
                                Duration.of(found.getLong(6), ChronoUnit.MICROS)));
                        oldestRunning = found.getLong(7);
                        own = sent.length == 0 ? OptionalLong.empty() : OptionalLong.of(found.getLong(8));
                    }
                    return new OutboxBatch(rows, rows.size() < settings.batch(), oldestRunning, own);
                },
                sent,
                sent,
                above,
                sent,
                settings.batch());
    }

    /// Counts the refusal, and sets the row aside when it was one too many.
    ///
    /// @return whether it was set aside
    boolean refused(OutboxRow row, String reason) {
        sql.update("update outbox set refusals = refusals + 1 where id = ?", row.id());
        return sql.update(SET_ASIDE, row.id(), settings.refusals(), reason) == 1;
    }
}
