package callboard.calls.intake;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.Payload;
import callboard.contracts.CallEventRequest;
import callboard.contracts.EventType;
import callboard.contracts.ParkedEvent;
import callboard.contracts.ParkedState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Where events wait that came too early: in the database, for a while, and not too many.
@Component
public class DeferredEvents {

    /// A deferred event as it is tried again.
    record DeferredEvent(UUID id, Submission submission) {}

    private static final int MAX_LISTED = 1000;

    // What waits stays as it is. What was rejected may wait once more, as it was sent last; so may what was applied
    // before this was received, since a delivery that still isn't known for a repeat is another event.
    private static final String INSERT = """
            insert into parked (id, call_id, repeat_key, type, event, event_id, happened_at, received_at, sender,
                                traceparent, until)
            select ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?
            where (select count(*) from parked where state = 'waiting') < ?
            on conflict (call_id, repeat_key) do update set
              type = excluded.type, event = excluded.event, happened_at = excluded.happened_at,
              received_at = excluded.received_at, sender = excluded.sender, traceparent = excluded.traceparent,
              until = excluded.until,
              tried_sequence = 0, state = 'waiting', reason = null, resolved_at = null
              where parked.state = 'rejected' or parked.state = 'applied' and parked.resolved_at < excluded.received_at
            returning *
            """;

    // The same delivery again finds itself, however many wait.
    private static final String FIND = "select * from parked where call_id = ? and repeat_key = ?";

    private static final String MOVED = """
            select distinct p.call_id from parked p join calls c on c.id = p.call_id
            where p.state = 'waiting' and c.sequence > p.tried_sequence and p.call_id <> all(?)
            order by p.call_id limit ?
            """;

    private static final String LOCK = """
            select * from parked where state = 'waiting' and call_id = any(?)
            order by happened_at, received_at, id for update skip locked
            """;

    private static final String LOCKED_ELSEWHERE = """
            select distinct call_id from parked where state = 'waiting' and call_id = any(?) and id <> all(?)
            """;

    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final DeferredEventProperties settings;

    DeferredEvents(@WritePath JdbcTemplate sql, JsonMapper json, DeferredEventProperties settings) {
        this.sql = sql;
        this.json = json;
        this.settings = settings;
    }

    /// What became of an event that was to wait.
    public sealed interface Deferral {

        record Waiting(ParkedEvent event) implements Deferral {}

        /// Another event is known under its id.
        record IdReused() implements Deferral {}

        /// Too many wait.
        record Full() implements Deferral {}
    }

    /// Whether an event that was rejected may only have come too early.
    public static boolean mayWait(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(var rejection) && DeferredEventWriter.isEarly(rejection.reason());
    }

    /// Lets an event wait.
    public Deferral defer(Submission submission) {
        var event = submission.event();
        var body = json.writeValueAsString(event);
        var key = submission.eventId() == null ? body : "id " + submission.eventId();
        if (isAnother(event, key)) {
            return new Deferral.IdReused();
        }
        var inserted = insert(submission, body, key);
        // Another delivery may have been stored under this key meanwhile.
        return isAnother(event, key)
                ? new Deferral.IdReused()
                : inserted.<Deferral>map(Deferral.Waiting::new).orElseGet(Deferral.Full::new);
    }

    private boolean isAnother(CallEventRequest event, String key) {
        return sql
                .query(
                        "select event from parked where call_id = ? and repeat_key = ?",
                        (row, _) -> json.readValue(row.getString(1), CallEventRequest.class),
                        event.callId(),
                        key)
                .stream()
                .anyMatch(known -> !Payload.same(known, event));
    }

    private Optional<ParkedEvent> insert(Submission submission, String body, String key) {
        var event = submission.event();
        return sql
                .query(
                        INSERT,
                        (row, _) -> parked(row),
                        UuidVersion7Strategy.INSTANCE.generateUuid(null),
                        event.callId(),
                        key,
                        Payload.typeOf(event).word(),
                        body,
                        submission.eventId(),
                        time(submission.happenedAt()),
                        time(submission.receivedAt()),
                        submission.sender(),
                        submission.traceparent(),
                        time(submission.receivedAt().plus(settings.hold())),
                        settings.most())
                .stream()
                .findFirst()
                .or(() -> sql.query(FIND, (row, _) -> parked(row), event.callId(), key).stream()
                        .findFirst());
    }

    /// Calls that have moved since their events were tried.
    List<String> movedCalls(int limit, Collection<String> except) {
        return sql.queryForList(MOVED, String.class, except.toArray(String[]::new), limit);
    }

    /// Locks the calls' events, in the order in which they happened. A call of which another replica has some is left
    /// to another time: what it has may come first.
    List<DeferredEvent> lock(Collection<String> calls) {
        var events = sql.query(
                LOCK, (row, _) -> new DeferredEvent(row.getObject("id", UUID.class), submission(row)), (Object)
                        calls.toArray(String[]::new));
        if (events.isEmpty()) {
            return events;
        }
        var lockedElsewhere = Set.copyOf(sql.queryForList(
                LOCKED_ELSEWHERE,
                String.class,
                events.stream().map(each -> each.submission().event().callId()).toArray(String[]::new),
                events.stream().map(DeferredEvent::id).toArray(UUID[]::new)));
        return events.stream()
                .filter(each ->
                        !lockedElsewhere.contains(each.submission().event().callId()))
                .toList();
    }

    void applied(DeferredEvent event, Instant now) {
        sql.update("update parked set state = 'applied', resolved_at = ? where id = ?", time(now), event.id());
    }

    void rejected(DeferredEvent event, String reason, Instant now) {
        sql.update(
                "update parked set state = 'rejected', reason = ?, resolved_at = ? where id = ?",
                reason,
                time(now),
                event.id());
    }

    void tried(DeferredEvent event, int sequence) {
        sql.update("update parked set tried_sequence = ? where id = ?", sequence, event.id());
    }

    /// Gives up on those that have waited long enough, and forgets those that were resolved long ago.
    List<Submission> expire(Instant now) {
        sql.update("delete from parked where state <> 'waiting' and resolved_at < ?", time(now.minus(settings.keep())));
        return sql.query("""
                update parked set state = 'rejected', resolved_at = ?,
                  reason = case when exists (select from calls
                                             where calls.id = parked.call_id and calls.latest_at > parked.happened_at)
                           then 'stale' else 'expired' end
                where state = 'waiting' and until <= ? returning *""", (row, _) -> submission(row), time(now), time(now));
    }

    /// The newest first, a thousand at most.
    List<ParkedEvent> list(ParkedState state) {
        return sql.query(
                "select * from parked where state = ? order by received_at desc limit " + MAX_LISTED,
                (row, _) -> parked(row),
                state.word());
    }

    private Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                json.readValue(row.getString("event"), CallEventRequest.class),
                row.getString("event_id"),
                instant(row, "received_at"),
                instant(row, "happened_at"),
                row.getString("sender"),
                row.getString("traceparent"));
    }

    private static ParkedEvent parked(ResultSet row) throws SQLException {
        return new ParkedEvent(
                row.getObject("id", UUID.class),
                row.getString("call_id"),
                word(row, "type", EventType.class),
                word(row, "state", ParkedState.class),
                instant(row, "happened_at"),
                instant(row, "received_at"),
                instant(row, "until"),
                row.getString("reason"));
    }
}
