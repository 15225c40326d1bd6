package callboard.calls.outbox;

import callboard.calls.database.WritePath;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which replica's relay publishes now: one at a time, and when it falls silent another. Renewed at half its length, so
/// that a busy relay writes it rarely.
@Component
class OutboxLease {

    private static final String TAKE = """
            insert into outbox_lease (holder, until, term)
              values (?, clock_timestamp() + ? * interval '1 millisecond', 1)
            on conflict (only_row) do update set holder = excluded.holder, until = excluded.until,
              term = outbox_lease.term + (outbox_lease.holder <> excluded.holder)::int
              where outbox_lease.holder = excluded.holder or outbox_lease.until < clock_timestamp()
            returning term
            """;

    private static final String RAISE_TERM = """
            update outbox_lease set term = ? + 1 where holder = ? and until > clock_timestamp() and term <= ?
            """;

    private final JdbcClient sql;
    private final OutboxProperties settings;
    private final String holder = UUID.randomUUID().toString();
    private volatile boolean held;
    private volatile long until = System.nanoTime();
    private volatile long term;

    OutboxLease(@WritePath JdbcClient sql, OutboxProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// Whether it is ours now.
    boolean isHeld() {
        return held && System.nanoTime() - until < 0;
    }

    /// Grows whenever another replica takes the lease.
    long term() {
        return term;
    }

    /// Takes it, or keeps it; false while another replica holds it.
    boolean keep() {
        long now = System.nanoTime();
        if (held && now - until < -settings.lease().toNanos() / 2) {
            return true;
        }
        var taken = sql.sql(TAKE)
                .params(holder, settings.lease().toMillis())
                .query(Long.class)
                .optional();
        taken.ifPresent(ours -> term = ours);
        held = taken.isPresent();
        until = now + settings.lease().toNanos();
        return held;
    }

    /// Another relay has published under a later term. Ours becomes the latest if the lease is ours after all: as
    /// when the database was restored from a time when the term was lower, and Redis was not.
    void lost(long laterTerm) {
        held = false;
        sql.sql(RAISE_TERM).params(laterTerm, holder, laterTerm).update();
    }

    void release() {
        sql.sql("delete from outbox_lease where holder = ?").param(holder).update();
    }
}
