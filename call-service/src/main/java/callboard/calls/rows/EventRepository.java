package callboard.calls.rows;

import callboard.contracts.CallEvent;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `call_events` as they were answered.
@Component
public class EventRepository {

    private final JsonMapper json;

    EventRepository(JsonMapper json) {
        this.json = json;
    }

    /// The event in a row with all of the table's columns.
    public CallEvent event(ResultSet row) throws SQLException {
        return new CallEvent(
                row.getObject("id", UUID.class),
                row.getString("call_id"),
                Columns.word(row, "type", EventType.class),
                Columns.instant(row, "happened_at"),
                json.readValue(row.getString("metadata"), EventMetadata.class),
                row.getInt("sequence"),
                row.getString("event_id"),
                Columns.optionalInstant(row, "occurred_at"),
                Columns.instant(row, "received_at"));
    }
}
