package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.queuelog.Tellers;
import callboard.calls.database.WritePath;
import callboard.contracts.CallEventRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes what a log tells of calls that nobody else has told of.
@Component
class QueueLogIntake {

    private static final String TOLD = """
            select call_id, array_agg(event_id) as ids from call_events
            where call_id = any(?) and event_id is not null group by call_id
            """;

    private final ConnectionIntake intake;
    private final JdbcClient sql;
    private final JsonMapper json;

    QueueLogIntake(ConnectionIntake intake, @WritePath JdbcClient sql, JsonMapper json) {
        this.intake = intake;
        this.sql = sql;
        this.json = json;
    }

    /// @return how many calls are left as others have told them
    int take(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        var known = toldByOthers(events);
        intake.take(
                origin,
                events.stream().filter(event -> !known.contains(event.callId())).toList());
        return known.size();
    }

    /// As it would be posted, for who looks why it was refused.
    String text(CallEventRequest event) {
        return json.writeValueAsString(event);
    }

    private Set<String> toldByOthers(List<CallEventRequest> events) {
        var calls = events.stream().map(CallEventRequest::callId).distinct().toArray(String[]::new);
        var known = new HashSet<String>();
        sql.sql(TOLD).param(calls).query(row -> {
            var ids = List.of((String[]) row.getArray("ids").getArray());
            if (!Tellers.of(ids, false).letLogTell()) {
                known.add(row.getString("call_id"));
            }
        });
        return known;
    }
}
