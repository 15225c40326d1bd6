package callboard.calls.connection;

import callboard.calls.database.WritePath;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which replica holds which connection: of many one dials, and when it falls silent another takes over. Whoever lost
/// one hangs up; for the moment in which two may listen, both tell the same under the same ids.
@Component
class ConnectionLease {

    private static final String KEEP = """
            insert into connection_leases as lease (connection, holder, until)
              values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (connection) do update set holder = excluded.holder, until = excluded.until
              where lease.holder = excluded.holder or lease.until < clock_timestamp()
            returning 1
            """;

    private final JdbcClient sql;
    private final String holder;

    ConnectionLease(@WritePath JdbcClient sql) {
        this.sql = sql;
        this.holder = UUID.randomUUID().toString();
    }

    /// Takes it, or keeps it; false while another replica holds it.
    boolean keep(String connection, Duration length) {
        return sql.sql(KEEP)
                .params(connection, holder, length.toMillis())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Another replica may take it at once.
    void release(String connection) {
        sql.sql("delete from connection_leases where connection = ? and holder = ?")
                .params(connection, holder)
                .update();
    }
}
