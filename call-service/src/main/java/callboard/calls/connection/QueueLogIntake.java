package callboard.calls.connection;

import static callboard.calls.rows.Columns.column;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.Payload;
import callboard.contracts.CallEventRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes what a log tells of calls that nobody else has told of.
@Component
class QueueLogIntake {

    // A call may have been removed as one of any of its queues.
    private static final String REMOVED = """
            select told.call_id from unnest(?::text[], ?::text[], ?::text[]) as told (call_id, queue_id, began)
            join removed_calls as removed on removed.queue_id = told.queue_id
              and told.began::timestamptz between removed.first_call and removed.last_call
            where not exists (select from calls where calls.id = told.call_id)
            """;

    private final ConnectionIntake intake;
    private final CallTellers tellers;
    private final JdbcClient sql;
    private final JsonMapper json;

    QueueLogIntake(ConnectionIntake intake, CallTellers tellers, @WritePath JdbcClient sql, JsonMapper json) {
        this.intake = intake;
        this.tellers = tellers;
        this.sql = sql;
        this.json = json;
    }

    void take(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        intake.take(origin, CallTellers.without(tellers.toldByOthers(events), events));
    }

    /// Takes whole calls of the past.
    ///
    /// @return how many calls are left as they are: others have told them, or they were counted and removed
    int takePast(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        var known = new HashSet<>(tellers.toldByOthers(events));
        known.addAll(removed(events));
        intake.takePast(origin, CallTellers.without(known, events));
        return known.size();
    }

    /// As it would be posted, for who looks why it was refused.
    String text(CallEventRequest event) {
        return json.writeValueAsString(event);
    }

    private List<String> removed(List<CallEventRequest> events) {
        var began = new HashMap<String, String>();
        events.forEach(event -> began.putIfAbsent(event.callId(), String.valueOf(event.occurredAt())));
        var inQueues =
                events.stream().filter(event -> Payload.queueOf(event) != null).toList();
        return sql.sql(REMOVED)
                .param(column(inQueues, CallEventRequest::callId))
                .param(column(inQueues, Payload::queueOf))
                .param(column(inQueues, event -> began.get(event.callId())))
                .query(String.class)
                .list();
    }
}
