package callboard.calls.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import callboard.calls.intake.Batch.Written;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Payload;
import callboard.calls.outbox.Outbox;
import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Rule;
import callboard.contracts.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static java.util.stream.Collectors.joining;

/// The write path's SQL: lock and read a batch's calls, write what was decided. Few statements, each for all of them.
@Component
class CallStore {

    private static final String CALLS = """
            select id, type, status, queue_id, queue_version, agent_id, start_time, end_time, status_since, answered_at,
                   wait_time, talk_time, hold_time, end_reason, array_to_string(flags, ',') as flags, sequence,
                   waiting_entered, active_entered, held_entered, ringing_since, agent_since, alarm, last_heard
            from calls
            """;

    // In order of id, so that two replicas that lock the same calls never wait for each other in a circle.
    private static final String LOCK = CALLS + """
            where id = any(?) order by id for update
            """;

    // Skips what somebody else is at: whoever holds a call's lock decides on it and sets its next deadline.
    private static final String LOCK_DUE = CALLS + """
            where next_due <= ? order by next_due limit ? for update skip locked
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

    // A call that another replica began meanwhile is caught by its first event's primary key.
    private static final String WRITE = """
            with moved as (
              insert into calls (id, type, status, queue_id, queue_version, agent_id, start_time, end_time,
                                 status_since, answered_at, wait_time, talk_time, hold_time, end_reason, flags,
                                 sequence, waiting_entered, active_entered, held_entered, ringing_since, agent_since,
                                 alarm, last_heard, next_due)
              select id, type, status, queue_id, queue_version, agent_id, start_time::timestamptz,
                     end_time::timestamptz, status_since::timestamptz, answered_at::timestamptz, wait_time, talk_time,
                     hold_time, end_reason, string_to_array(flags, ','), sequence, waiting_entered, active_entered,
                     held_entered, ringing_since::timestamptz, agent_since::timestamptz, alarm,
                     last_heard::timestamptz, next_due::timestamptz
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::text[], ?::int[],
                          ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as call (id, type, status, queue_id, queue_version, agent_id, start_time, end_time, status_since,
                         answered_at, wait_time, talk_time, hold_time, end_reason, flags, sequence, waiting_entered,
                         active_entered, held_entered, ringing_since, agent_since, alarm, last_heard, next_due)
              on conflict (id) do update set
                status = excluded.status, queue_id = excluded.queue_id, queue_version = excluded.queue_version,
                agent_id = excluded.agent_id, end_time = excluded.end_time, status_since = excluded.status_since,
                answered_at = excluded.answered_at, wait_time = excluded.wait_time, talk_time = excluded.talk_time,
                hold_time = excluded.hold_time, end_reason = excluded.end_reason, flags = excluded.flags,
                sequence = excluded.sequence, waiting_entered = excluded.waiting_entered,
                active_entered = excluded.active_entered, held_entered = excluded.held_entered,
                ringing_since = excluded.ringing_since, agent_since = excluded.agent_since, alarm = excluded.alarm,
                last_heard = excluded.last_heard, next_due = excluded.next_due
            )
            insert into call_events (call_id, sequence, id, type, happened_at, received_at, occurred_at, event_id,
                                     metadata)
            select call_id, sequence, id::uuid, type, happened_at::timestamptz, received_at::timestamptz,
                   occurred_at::timestamptz, event_id, metadata::json
            from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
              as event (call_id, sequence, id, type, happened_at, received_at, occurred_at, event_id, metadata)
            """;

    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final Outbox outbox;
    private final Counters counters;

    CallStore(JdbcTemplate sql, JsonMapper json, Outbox outbox, Counters counters) {
        this.sql = sql;
        this.json = json;
        this.outbox = outbox;
        this.counters = counters;
    }

    /// Locks the submissions' calls and reads what deciding on them takes.
    Batch lock(List<Submission> submissions) {
        var batch = new Batch();
        var ids = submissions.stream().map(each -> each.event().callId()).distinct().toArray(String[]::new);
        sql.query(LOCK, row -> {
            batch.locked(call(row));
        }, (Object) ids);
        var known = submissions.stream().filter(each -> batch.call(each.event().callId()) != null).toList();
        if (!known.isEmpty()) {
            sql.query(EARLIER, row -> {
                        batch.recorded(event(row));
                    },
                    column(known, each -> each.event().callId()),
                    column(known, each -> Payload.typeOf(each.event()).word()),
                    column(known, Submission::eventId));
        }
        return batch;
    }

    /// Locks calls on which something is due, the most overdue first, and leaves out those that are being written.
    Batch lockDue(Instant now, int most) {
        var batch = new Batch();
        sql.query(LOCK_DUE, row -> {
            batch.locked(call(row));
        }, now.atOffset(ZoneOffset.UTC), most);
        return batch;
    }

    /// Writes the calls that moved, their events, what is to be published of them and what is counted.
    ///
    /// @param nextDue when something is due on a call as it stands now
    void write(Batch batch, Function<CallState, Optional<Instant>> nextDue) {
        var calls = batch.moved();
        if (calls.isEmpty()) {
            return;
        }
        var written = batch.written();
        sql.update(WRITE,
                column(calls, CallState::id),
                column(calls, call -> call.type().word()),
                column(calls, call -> call.status().word()),
                column(calls, CallState::queueId),
                numbers(calls, CallState::queueVersion),
                column(calls, CallState::agentId),
                column(calls, call -> text(call.startTime())),
                column(calls, call -> text(call.endTime())),
                column(calls, call -> text(call.statusSince())),
                column(calls, call -> text(call.answeredAt())),
                calls.stream().map(CallState::waitTime).toArray(Double[]::new),
                calls.stream().map(CallState::talkTime).toArray(Double[]::new),
                calls.stream().map(CallState::holdTime).toArray(Double[]::new),
                column(calls, call -> call.endReason() == null ? null : call.endReason().word()),
                column(calls, call -> call.flags().stream().map(Rule::word).collect(joining(","))),
                numbers(calls, CallState::sequence),
                numbers(calls, CallState::waitingEntered),
                numbers(calls, CallState::activeEntered),
                numbers(calls, CallState::heldEntered),
                column(calls, call -> text(call.ringingSince())),
                column(calls, call -> text(call.withAgentSince())),
                column(calls, call -> call.alarm().word()),
                column(calls, call -> text(call.lastHeard())),
                column(calls, call -> text(nextDue.apply(call).orElse(null))),
                column(written, each -> each.event().callId()),
                numbers(written, each -> each.event().sequence()),
                column(written, each -> each.event().id().toString()),
                column(written, each -> each.event().type().word()),
                column(written, each -> text(each.event().timestamp())),
                column(written, each -> text(each.event().receivedAt())),
                column(written, each -> text(each.event().occurredAt())),
                column(written, each -> each.event().eventId()),
                column(written, each -> json.writeValueAsString(each.event().metadata())));
        outbox.append(written.stream().map(CallStore::update).toList(), batch.alerts());
        counters.count(written);
    }

    private static CallStatusUpdate update(Written written) {
        var call = written.after();
        var event = written.event();
        return new CallStatusUpdate(call.id(), call.status(), event.type(), event.timestamp(),
                event.metadata(), event.sequence(), event.id().toString(), call.queueId(), call.type(),
                call.agentId(), call.flags(), call.startTime(), call.endTime(), call.statusSince(),
                call.answeredAt(), call.waitTime(), call.holdTime(), call.endReason(), written.traceparent());
    }

    private static <T> String[] column(Collection<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> Integer[] numbers(Collection<T> rows, Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static CallState call(ResultSet row) throws SQLException {
        var flags = row.getString("flags");
        var endReason = row.getString("end_reason");
        return new CallState(row.getString("id"), Word.of(CallType.class, row.getString("type")),
                Word.of(CallStatus.class, row.getString("status")), row.getString("queue_id"),
                row.getString("agent_id"), instant(row, "start_time"), optionalInstant(row, "end_time"),
                instant(row, "status_since"), optionalInstant(row, "answered_at"),
                row.getObject("wait_time", Double.class), row.getDouble("talk_time"), row.getDouble("hold_time"),
                endReason == null ? null : Word.of(EndReason.class, endReason),
                flags.isEmpty() ? List.of() : Stream.of(flags.split(",")).map(word -> Word.of(Rule.class, word))
                        .toList(),
                row.getInt("sequence"), row.getInt("waiting_entered"), row.getInt("active_entered"),
                row.getInt("held_entered"), optionalInstant(row, "ringing_since"),
                optionalInstant(row, "agent_since"), Word.of(CallState.Alarm.class, row.getString("alarm")),
                instant(row, "last_heard"), row.getInt("queue_version"));
    }

    private CallEvent event(ResultSet row) throws SQLException {
        return new CallEvent(row.getObject("id", UUID.class), row.getString("call_id"),
                Word.of(EventType.class, row.getString("type")), instant(row, "happened_at"),
                json.readValue(row.getString("metadata"), EventMetadata.class), row.getInt("sequence"),
                row.getString("event_id"), optionalInstant(row, "occurred_at"), instant(row, "received_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
