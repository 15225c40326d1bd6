package callboard.calls.intake;

import static callboard.calls.rows.Columns.column;
import static java.util.stream.Collectors.joining;

import callboard.calls.alert.AlertRepository;
import callboard.calls.database.WritePath;
import callboard.calls.intake.Batch.Written;
import callboard.calls.lifecycle.CallState;
import callboard.calls.outbox.Outbox;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes what was decided on a batch: one statement for its calls and events, and what follows from them.
@Component
class CallStore {

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

    // One round trip for all of it.
    private static final String STORE = WRITE + ";" + Outbox.APPEND + ";" + CounterDeltas.ENTER;

    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final Outbox outbox;
    private final CounterDeltas journal;
    private final AlertRepository alerts;

    CallStore(
            @WritePath JdbcTemplate sql,
            JsonMapper json,
            Outbox outbox,
            CounterDeltas journal,
            AlertRepository alerts) {
        this.sql = sql;
        this.json = json;
        this.outbox = outbox;
        this.journal = journal;
        this.alerts = alerts;
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
        var values = new ArrayList<Object>(Arrays.asList(
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
                column(
                        calls,
                        call -> call.endReason() == null
                                ? null
                                : call.endReason().word()),
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
                column(written, each -> json.writeValueAsString(each.event().metadata()))));
        values.addAll(outbox.rows(written.stream().map(CallStore::update).toList(), batch.alerts()));
        values.addAll(journal.entry(batch));
        sql.update(STORE, values.toArray());
        alerts.keep(batch.alerts());
    }

    private static CallStatusUpdate update(Written written) {
        var call = written.after();
        var event = written.event();
        return new CallStatusUpdate(
                call.id(),
                call.status(),
                event.type(),
                event.timestamp(),
                event.metadata(),
                event.sequence(),
                event.id().toString(),
                call.queueId(),
                call.type(),
                call.agentId(),
                call.flags(),
                call.startTime(),
                call.endTime(),
                call.statusSince(),
                call.answeredAt(),
                call.waitTime(),
                call.holdTime(),
                call.endReason(),
                written.traceparent());
    }

    private static <T> Integer[] numbers(Collection<T> rows, Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
