package callboard.calls.outbox;

import java.util.List;

import callboard.contracts.CallStatusUpdate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// What is still to be published.
@Component
public class Outbox {

    private static final String APPEND = """
            insert into outbox (call_id, sequence, payload)
            select call_id, sequence, payload
            from unnest(?::text[], ?::int[], ?::text[]) with ordinality as row (call_id, sequence, payload, place)
            order by place
            """;

    private final JdbcTemplate sql;
    private final JsonMapper json;

    Outbox(JdbcTemplate sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// Appends, in the caller's transaction, so that what is stored and what is published can't differ.
    /// The caller holds the calls' row locks, which puts a call's rows in the order of its sequence.
    public void append(List<CallStatusUpdate> updates) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Outbox rows are only appended in the transaction that stores their events");
        }
        sql.update(APPEND,
                updates.stream().map(CallStatusUpdate::callId).toArray(String[]::new),
                updates.stream().map(CallStatusUpdate::sequence).toArray(Integer[]::new),
                updates.stream().map(json::writeValueAsString).toArray(String[]::new));
    }
}
