package callboard.calls.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import callboard.calls.lifecycle.Payload;
import callboard.contracts.CallEventRequest;
import callboard.contracts.EventType;
import callboard.contracts.ParkedEvent;
import callboard.contracts.ParkedState;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

/// Where events wait that came too early: in the database, for a while, and not too many.
@Component
class Parking {

    /// A parked event as it is tried again.
    record Car(UUID id, Submission submission) {}

    private static final int MOST_LISTED = 1000;

    // The same delivery again finds itself; one that was rejected before may wait once more.
    private static final String PARK = """
            insert into parked (id, call_id, repeat_key, type, event, event_id, happened_at, received_at, traceparent,
                                until)
            select ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?
            where (select count(*) from parked where state = 'waiting') < ?
            on conflict (call_id, repeat_key) do update set
              state = case when parked.state = 'rejected' then 'waiting' else parked.state end,
              until = case when parked.state = 'rejected' then excluded.until else parked.until end,
              reason = case when parked.state = 'rejected' then null else parked.reason end,
              resolved_at = case when parked.state = 'rejected' then null else parked.resolved_at end,
              tried_sequence = case when parked.state = 'rejected' then 0 else parked.tried_sequence end
            returning *
            """;

    private static final String READY = """
            select * from parked where state = 'waiting' and call_id in (
              select p.call_id from parked p join calls c on c.id = p.call_id
              where p.state = 'waiting' and c.sequence > p.tried_sequence order by p.call_id limit ?)
            order by happened_at, received_at, id for update skip locked
            """;

    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final ParkingSettings settings;

    Parking(JdbcTemplate sql, JsonMapper json, ParkingSettings settings) {
        this.sql = sql;
        this.json = json;
        this.settings = settings;
    }

    /// Lets an event wait; absent when too many do.
    Optional<ParkedEvent> park(Submission submission) {
        var event = submission.event();
        var body = json.writeValueAsString(event);
        return sql.query(PARK, (row, _) -> parked(row), UuidVersion7Strategy.INSTANCE.generateUuid(null),
                event.callId(), submission.eventId() == null ? body : "id " + submission.eventId(),
                Payload.typeOf(event).word(), body, submission.eventId(), time(submission.happenedAt()),
                time(submission.receivedAt()), submission.traceparent(),
                time(submission.receivedAt().plus(settings.hold())), settings.most()).stream().findFirst();
    }

    /// Locks the events of calls that have moved since they were tried, in the order in which they happened.
    List<Car> ready(int mostCalls) {
        return sql.query(READY, (row, _) -> new Car(row.getObject("id", UUID.class), new Submission(
                json.readValue(row.getString("event"), CallEventRequest.class), row.getString("event_id"),
                instant(row, "received_at"), row.getString("traceparent"))), mostCalls);
    }

    void applied(Car car, Instant now) {
        sql.update("update parked set state = 'applied', resolved_at = ? where id = ?", time(now), car.id());
    }

    void rejected(Car car, String reason, Instant now) {
        sql.update("update parked set state = 'rejected', reason = ?, resolved_at = ? where id = ?", reason, time(now),
                car.id());
    }

    void tried(Car car, int sequence) {
        sql.update("update parked set tried_sequence = ? where id = ?", sequence, car.id());
    }

    /// Gives up on those that have waited long enough, and forgets those that were resolved long ago.
    int expire(Instant now) {
        sql.update("delete from parked where state <> 'waiting' and resolved_at < ?", time(now.minus(settings.keep())));
        return sql.update("""
                update parked set state = 'rejected', reason = 'expired', resolved_at = ?
                where state = 'waiting' and until <= ?""", time(now), time(now));
    }

    /// The newest first, a thousand at most.
    List<ParkedEvent> list(ParkedState state) {
        return sql.query("select * from parked where state = ? order by received_at desc limit " + MOST_LISTED,
                (row, _) -> parked(row), state.word());
    }

    private static ParkedEvent parked(ResultSet row) throws SQLException {
        return new ParkedEvent(row.getObject("id", UUID.class), row.getString("call_id"),
                word(row, "type", EventType.class), word(row, "state", ParkedState.class),
                instant(row, "happened_at"), instant(row, "received_at"), instant(row, "until"),
                row.getString("reason"));
    }
}
