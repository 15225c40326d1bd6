package callboard.calls.outbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The relay's side of the outbox table.
@Component
class OutboxRows {

    /// A row to publish.
    ///
    /// @param waited how long it had waited when it was read, by the database's clock
    record OutboxRow(long id, String channel, String callId, int sequence, String payload, Duration waited) {}

    private static final String LEASE = """
            insert into outbox_lease (holder, until) values (?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (only_row) do update set holder = excluded.holder, until = excluded.until
              where outbox_lease.holder = excluded.holder or outbox_lease.until < clock_timestamp()
            """;

    // One round trip for both: a busy relay makes hundreds of them a second.
    private static final String NEXT = """
            with gone as (
              delete from outbox where id = any(?)
            )
            select id, channel, call_id, sequence, payload,
                   (extract(epoch from clock_timestamp() - stored_at) * 1000000)::bigint
            from outbox
            where not exists (select from unnest(?::bigint[]) as sent (id) where sent.id = outbox.id)
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
    private final OutboxSettings settings;
    private final String holder = UUID.randomUUID().toString();

    OutboxRows(JdbcTemplate sql, OutboxSettings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// Takes or keeps the lease; false while another replica holds it.
    boolean lease() {
        return sql.update(LEASE, holder, settings.lease().toMillis()) == 1;
    }

    void release() {
        sql.update("delete from outbox_lease where holder = ?", holder);
    }

    /// Removes rows that were published and reads the oldest others. Ids of different calls may become visible out of
    /// order, ids of one call never do.
    List<OutboxRow> next(Collection<Long> published) {
        var sent = published.toArray(Long[]::new);
        return sql.query(NEXT,
                (row, _) -> new OutboxRow(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        row.getString(5), Duration.of(row.getLong(6), ChronoUnit.MICROS)),
                sent, sent, settings.batch());
    }

    /// Counts the refusal, and sets the row aside when it was one too many.
    ///
    /// @return whether it was set aside
    boolean refused(OutboxRow row, String reason) {
        sql.update("update outbox set refusals = refusals + 1 where id = ?", row.id());
        return sql.update(SET_ASIDE, row.id(), settings.refusals(), reason) == 1;
    }
}
