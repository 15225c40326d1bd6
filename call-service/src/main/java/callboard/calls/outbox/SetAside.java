package callboard.calls.outbox;

import static callboard.calls.rows.Columns.instant;

import callboard.calls.audit.Audit;
import callboard.calls.database.WritePath;
import callboard.contracts.ChangeKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What administrators do with the messages that were set aside.
@Component
class SetAside {

    private static final String DROP =
            "delete from undelivered where id = ? returning channel, call_id, sequence, reason, since";

    // Under a new id: it goes out after all that wait now. Clients drop what is older than what they have.
    // Webhooks were told when Redis refused it.
    private static final String REPLAY = """
            with back as (delete from undelivered where id = ? returning *),
            waiting as (
              insert into outbox (channel, call_id, sequence, payload, told)
              select channel, call_id, sequence, payload, true from back)
            select channel, call_id, sequence, reason, since from back
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Audit audit;

    SetAside(@WritePath JdbcClient sql, @WritePath JdbcTransactionManager transactions, Audit audit) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
    }

    /// A message without what it says, which may be who has called.
    ///
    /// @param reason why it was set aside; null for one that waits to be sent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Message(
            String channel,
            String callId,
            int sequence,
            @Nullable String reason,
            @Nullable Instant since) {

        Message again() {
            return new Message(channel, callId, sequence, null, null);
        }
    }

    /// Puts one back into the outbox.
    ///
    /// @return whether there was one
    boolean replay(long id, String by) {
        return change(REPLAY, id, by, true);
    }

    /// Drops one.
    ///
    /// @return whether there was one
    boolean drop(long id, String by) {
        return change(DROP, id, by, false);
    }

    private boolean change(String statement, long id, String by, boolean again) {
        Optional<Message> changed = transaction.execute(_ -> {
            var found =
                    sql.sql(statement).param(id).query((row, _) -> message(row)).optional();
            found.ifPresent(message -> audit.changed(
                    by, ChangeKind.UNDELIVERED, String.valueOf(id), message, again ? message.again() : null));
            return found;
        });
        return changed.isPresent();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("channel"),
                row.getString("call_id"),
                row.getInt("sequence"),
                row.getString("reason"),
                instant(row, "since"));
    }
}
