package callboard.calls.intake;

import static callboard.calls.rows.Columns.column;
import static callboard.calls.rows.Columns.endReason;
import static callboard.calls.rows.Columns.flags;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Payload;
import callboard.calls.rows.EventRepository;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Locks a batch's calls and reads what deciding on them takes: the calls themselves, and what came before.
@Component
class CallLocks {

    private static final String COLUMNS = """
            select id, type, status, queue_id, queue_version, agent_id, start_time, end_time, status_since, answered_at,
                   wait_time, talk_time, hold_time, end_reason, array_to_string(flags, ',') as flags, sequence,
                   waiting_entered, active_entered, held_entered, ringing_since, agent_since, alarm, last_heard""";

    // In order of id, so that two replicas that lock the same calls never wait for each other in a circle.
    private static final String LOCK = COLUMNS + """
             from calls where id = any(?) order by id for update
            """;

    // Skips what somebody else is at: whoever holds a call's lock decides on it and sets its next deadline.
    private static final String LOCK_DUE = COLUMNS + """
            , next_due from calls where next_due <= ? and id <> all(?) order by next_due limit ? for update skip locked
            """;

    private static final String LOCK_THESE_IF_DUE = COLUMNS + """
            , next_due from calls where next_due <= ? and id = any(?) for update skip locked
            """;

    private static final String DUE = """
            select id from calls where next_due <= ? and id <> all(?) order by next_due limit ?
            """;

    private static final String EARLIER = """
            select earlier.*
            from unnest(?::text[], ?::text[], ?::text[]) as wanted (call_id, type, event_id)
            cross join lateral (
              (select e.* from call_events e where e.call_id = wanted.call_id and e.type = wanted.type
               order by e.sequence desc limit 1)
              union all
              (select e.* from call_events e where e.call_id = wanted.call_id and e.event_id = wanted.event_id)
            ) as earlier
            """;

    // One round trip for both. The second begins when the first has its locks, so it sees what whoever had them stored.
    private static final String LOCK_AND_READ = LOCK + ";" + EARLIER;

    private final JdbcTemplate sql;
    private final EventRepository events;
    private final IntakeMetrics metrics;

    CallLocks(@WritePath JdbcTemplate sql, EventRepository events, IntakeMetrics metrics) {
        this.sql = sql;
        this.events = events;
        this.metrics = metrics;
    }

    /// Locks the submissions' calls and reads what deciding on them takes.
    Batch lock(List<Submission> submissions) {
        var batch = new Batch();
        var ids = submissions.stream()
                .map(each -> each.event().callId())
                .distinct()
                .toArray(String[]::new);
        sql.execute(LOCK_AND_READ, (PreparedStatement both) -> {
            both.setObject(1, ids);
            both.setObject(2, column(submissions, each -> each.event().callId()));
            both.setObject(
                    3, column(submissions, each -> Payload.typeOf(each.event()).word()));
            both.setObject(4, column(submissions, Submission::eventId));
            both.execute();
            for (var row = both.getResultSet(); row.next(); ) {
                batch.locked(call(row));
            }
            both.getMoreResults();
            for (var row = both.getResultSet(); row.next(); ) {
                batch.recorded(events.event(row));
            }
            return batch;
        });
        return batch;
    }

    /// Locks calls on which something is due, the most overdue first, and leaves out those that are being
    /// written.
    Batch lockDue(Instant now, int most, Collection<String> except) {
        return locked(now, LOCK_DUE, time(now), except.toArray(String[]::new), most);
    }

    /// Locks those of the calls on which something is due and which nobody is writing.
    Batch lockDue(Instant now, Collection<String> calls) {
        return locked(now, LOCK_THESE_IF_DUE, time(now), calls.toArray(String[]::new));
    }

    /// The calls on which something is due, the most overdue first; locks none.
    List<String> due(Instant now, int most, Collection<String> except) {
        return sql.queryForList(DUE, String.class, time(now), except.toArray(String[]::new), most);
    }

    private Batch locked(Instant now, String lock, Object... parameters) {
        var batch = new Batch();
        sql.query(
                lock,
                row -> {
                    batch.locked(call(row));
                    metrics.due(Duration.between(instant(row, "next_due"), now));
                },
                parameters);
        return batch;
    }

    private static CallState call(ResultSet row) throws SQLException {
        return new CallState(
                row.getString("id"),
                word(row, "type", CallType.class),
                word(row, "status", CallStatus.class),
                row.getString("queue_id"),
                row.getString("agent_id"),
                instant(row, "start_time"),
                optionalInstant(row, "end_time"),
                instant(row, "status_since"),
                optionalInstant(row, "answered_at"),
                row.getObject("wait_time", Double.class),
                row.getDouble("talk_time"),
                row.getDouble("hold_time"),
                endReason(row),
                flags(row),
                row.getInt("sequence"),
                row.getInt("waiting_entered"),
                row.getInt("active_entered"),
                row.getInt("held_entered"),
                optionalInstant(row, "ringing_since"),
                optionalInstant(row, "agent_since"),
                word(row, "alarm", CallState.Alarm.class),
                instant(row, "last_heard"),
                row.getInt("queue_version"));
    }
}
