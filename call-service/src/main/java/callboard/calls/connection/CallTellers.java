package callboard.calls.connection;

import callboard.calls.connection.queuelog.Tellers;
import callboard.calls.database.DatabaseFailures;
import callboard.calls.database.WritePath;
import callboard.contracts.CallEventRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds who has told of calls so far.
@Component
class CallTellers {

    private static final long PAUSE_MILLIS = 250;

    private static final String TOLD = """
            select call_id, array_agg(event_id) as ids from call_events
            where call_id = any(?) and event_id is not null group by call_id
            """;

    private final JdbcClient sql;

    CallTellers(@WritePath JdbcClient sql) {
        this.sql = sql;
    }

    /// The calls that not the log tells of.
    Set<String> toldByOthers(List<CallEventRequest> events) throws InterruptedException {
        return told(events, tellers -> !tellers.letLogTell());
    }

    /// Without those that the log tells of.
    List<CallEventRequest> notToldByLog(List<CallEventRequest> events) throws InterruptedException {
        return without(told(events, tellers -> !tellers.letOthersTell()), events);
    }

    /// The events of other calls.
    static List<CallEventRequest> without(Set<String> calls, List<CallEventRequest> events) {
        return events.stream().filter(event -> !calls.contains(event.callId())).toList();
    }

    private Set<String> told(List<CallEventRequest> events, Predicate<Tellers> how) throws InterruptedException {
        var calls = events.stream().map(CallEventRequest::callId).distinct().toArray(String[]::new);
        while (true) {
            try {
                return find(calls, how);
            } catch (RuntimeException failure) {
                // As storing them, this takes as long as the database is unavailable.
                if (!DatabaseFailures.isUnavailable(failure)) {
                    throw failure;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private Set<String> find(String[] calls, Predicate<Tellers> how) {
        var found = new HashSet<String>();
        sql.sql(TOLD).param(calls).query(row -> {
            if (how.test(Tellers.of(List.of((String[]) row.getArray("ids").getArray())))) {
                found.add(row.getString("call_id"));
            }
        });
        return found;
    }
}
