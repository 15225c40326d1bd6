package callboard.calls.database;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which replica does what only one of them may do at a time: when it falls silent, another takes over.
@Component
public class Leases {

    // The table has its name of those that were held first.
    private static final String KEEP = """
            insert into connection_leases as lease (connection, holder, until)
              values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (connection) do update set holder = excluded.holder, until = excluded.until
              where lease.holder = excluded.holder or lease.until < clock_timestamp()
            returning 1
            """;

    private final JdbcClient sql;
    private final String holder;

    Leases(@WritePath JdbcClient sql) {
        this.sql = sql;
        this.holder = UUID.randomUUID().toString();
    }

    /// Takes it, or keeps it; false while another replica holds it.
    ///
    /// @param what names it among all that is held
    public boolean keep(String what, Duration length) {
        return sql.sql(KEEP)
                .params(what, holder, length.toMillis())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Another replica may take it at once.
    public void release(String what) {
        sql.sql("delete from connection_leases where connection = ? and holder = ?")
                .params(what, holder)
                .update();
    }
}
