package callboard.calls.audit;

import callboard.calls.database.WritePath;
import callboard.calls.rows.Columns;
import callboard.contracts.ChangeKind;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Keeps what administrators change, in the very transaction that changes it: with it or not at all.
@Component
public class Audit {

    private static final String KEEP = """
            insert into changes (at, changed_by, kind, name, before, after) values (?, ?, ?, ?, ?::json, ?::json)
            """;

    private final JdbcClient sql;
    private final JdbcClient writes;
    private final DataSource writeDatabase;
    private final JsonMapper json;
    private final Clock clock;

    Audit(
            JdbcClient sql,
            @WritePath JdbcClient writes,
            @WritePath DataSource writeDatabase,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.writes = writes;
        this.writeDatabase = writeDatabase;
        this.json = json;
        this.clock = clock;
    }

    /// To be called in the transaction of the change, of the write path or any other.
    ///
    /// @param by     the name of the administrator's key
    /// @param name   of what is changed; null for a caller alone
    /// @param before as the API shows it, without a secret and without anything of a caller; null for what is made
    /// @param after  null for what is gone
    /// @throws IllegalStateException outside of a transaction
    public void changed(
            String by, ChangeKind kind, @Nullable String name, @Nullable Object before, @Nullable Object after) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The change of a %s is outside of a transaction".formatted(kind.word()));
        }
        var client = TransactionSynchronizationManager.hasResource(writeDatabase) ? writes : sql;
        client.sql(KEEP)
                .param(Columns.time(clock.instant()))
                .param(by)
                .param(kind.word())
                .param(name)
                .param(written(before))
                .param(written(after))
                .update();
    }

    private @Nullable String written(@Nullable Object view) {
        return view == null ? null : json.writeValueAsString(view);
    }
}
