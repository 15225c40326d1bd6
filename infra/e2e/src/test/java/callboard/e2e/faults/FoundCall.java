package callboard.e2e.faults;

import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.WireEnum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What Callboard has made of a call.
///
/// @param agentId who has it
record FoundCall(
        CallStatus status,
        @Nullable String agentId,
        List<String> queues,
        List<String> agents,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason,
        Duration held) {

    private static final String CALLS = "select * from calls where sender = ?";
    private static final String EVENTS = """
            select e.call_id, e.type, e.metadata from call_events e join calls c on c.id = e.call_id
            where c.sender = ? and e.type in ('call_initiated', 'call_answered', 'call_retransfer')
            order by e.call_id, e.happened_at, e.sequence
            """;

    /// Those of a connection.
    static Map<String, FoundCall> of(Database database, String connection) throws SQLException {
        var queues = new LinkedHashMap<String, List<String>>();
        var agents = new LinkedHashMap<String, List<String>>();
        var calls = new LinkedHashMap<String, FoundCall>();
        try (var sql = database.connect();
                var events = sql.prepareStatement(EVENTS);
                var rows = sql.prepareStatement(CALLS)) {
            // Both see one moment.
            sql.setAutoCommit(false);
            sql.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            events.setString(1, "connection:" + connection);
            for (var row = events.executeQuery(); row.next(); ) {
                var told = JsonMapper.shared().readValue(row.getString("metadata"), EventMetadata.class);
                var call = row.getString("call_id");
                if (row.getString("type").equals("call_answered")) {
                    agents.computeIfAbsent(call, _ -> new ArrayList<>()).add(String.valueOf(told.agentId()));
                } else if (told.queueId() != null) {
                    queues.computeIfAbsent(call, _ -> new ArrayList<>()).add(told.queueId());
                }
            }
            rows.setString(1, "connection:" + connection);
            for (var row = rows.executeQuery(); row.next(); ) {
                var id = row.getString("id");
                var reason = row.getString("end_reason");
                calls.put(
                        id,
                        new FoundCall(
                                WireEnum.of(CallStatus.class, row.getString("status")),
                                row.getString("agent_id"),
                                queues.getOrDefault(id, List.of()),
                                agents.getOrDefault(id, List.of()),
                                Objects.requireNonNull(time(row, "start_time")),
                                time(row, "answered_at"),
                                time(row, "end_time"),
                                reason == null ? null : WireEnum.of(EndReason.class, reason),
                                Duration.ofMillis(Math.round(row.getDouble("hold_time") * 1000))));
            }
        }
        return calls;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
