package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the database holds of one run, in one snapshot.
///
/// @param calls     by id
/// @param histories by call, in order of sequence
record Stored(Map<String, Call> calls, Map<String, List<CallEvent>> histories) {

    static Stored of(Database database, String run) throws SQLException {
        try (var connection = database.connect()) {
            return of(connection, run);
        }
    }

    static Stored of(Connection connection, String run) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var calls = new LinkedHashMap<String, Call>();
        each(
                connection,
                "select * from calls where starts_with(id, ?)",
                run,
                row -> calls.put(row.getString("id"), call(row)));
        var histories = new LinkedHashMap<String, List<CallEvent>>();
        each(
                connection,
                "select * from call_events where starts_with(call_id, ?) order by call_id, sequence",
                run,
                row -> histories
                        .computeIfAbsent(row.getString("call_id"), _ -> new ArrayList<>())
                        .add(event(row)));
        return new Stored(calls, histories);
    }

    /// Rows that are still to be published, and those that were given up.
    static int pending(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select (select count(*) from outbox) + (select count(*) from undelivered)")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, String run, Row row) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            var rows = statement.executeQuery();
            while (rows.next()) {
                row.read(rows);
            }
        }
    }

    private static Call call(ResultSet row) throws SQLException {
        var reason = row.getString("end_reason");
        var flags = (String[]) row.getArray("flags").getArray();
        var start = row.getObject("start_time", OffsetDateTime.class).toInstant();
        var since = row.getObject("status_since", OffsetDateTime.class).toInstant();
        var parties = row.getString("parties");
        var told = JsonMapper.shared().readValue(parties == null ? "{}" : parties, EventMetadata.class);
        return new Call(
                row.getString("id"),
                WireEnum.of(CallType.class, row.getString("type")),
                WireEnum.of(CallStatus.class, row.getString("status")),
                row.getString("queue_id"),
                start,
                instant(row, "end_time"),
                row.getString("agent_id"),
                since,
                instant(row, "answered_at"),
                row.getObject("wait_time", Double.class),
                row.getDouble("hold_time"),
                reason == null ? null : WireEnum.of(EndReason.class, reason),
                Stream.of(flags).map(flag -> WireEnum.of(Rule.class, flag)).toList(),
                row.getInt("sequence"),
                told.from(),
                told.to(),
                told.direction(),
                told.callerName(),
                null,
                null);
    }

    private static CallEvent event(ResultSet row) throws SQLException {
        return new CallEvent(
                row.getObject("id", UUID.class),
                row.getString("call_id"),
                WireEnum.of(EventType.class, row.getString("type")),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                JsonMapper.shared().readValue(row.getString("metadata"), EventMetadata.class),
                row.getInt("sequence"),
                row.getString("event_id"),
                instant(row, "occurred_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
