package callboard.calls.intake;

import static callboard.calls.rows.Columns.column;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.alert.AlertRepository;
import callboard.calls.clock.SenderClocks;
import callboard.calls.database.WritePath;
import callboard.calls.intake.Batch.Written;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.calls.lifecycle.Parties;
import callboard.calls.lifecycle.Payload;
import callboard.calls.outbox.Outbox;
import callboard.calls.retention.RetentionProperties;
import callboard.calls.rows.EventRepository;
import callboard.contracts.CallStatusUpdate;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Calls as they are decided on: locked and read with what came before, and stored with their events and all that
/// follows from them. In the caller's transaction, one round trip each way.
@Component
class CallStateRepository {

    static final RecordColumns<CallState> CALL = new RecordColumns<>(CallState.class);

    private static final String SELECT = "select " + CALL.selected();

    // In order of id, so that two replicas that lock the same calls never wait for each other in a circle.
    private static final String LOCK = SELECT + " from calls where id = any(?) order by id for update";

    // Whose events lag behind tells of a moment that is past: what is due by then is due. What was overdue when it was
    // heard of gets a second more: a sender that catches up on a backlog is about to tell how the story went on.
    private static final String BY_SENDERS_CLOCK = """
            and (next_due > last_heard or last_heard <= ?::timestamptz - interval '1 second')
            and not exists (select from unnest(?::text[], ?::text[]) as late (sender, now)
                            where late.sender = calls.sender and calls.next_due > late.now::timestamptz)
            """;

    // Skips calls that another transaction holds: it decides on them and sets their next deadlines.
    private static final String LOCK_DUE =
            SELECT + """
            , next_due from calls where next_due <= ? and id <> all(?)
            """ + BY_SENDERS_CLOCK + " order by next_due limit ? for update skip locked";

    private static final String LOCK_THESE_IF_DUE = SELECT + """
            , next_due from calls where next_due <= ? and id = any(?)
            """ + BY_SENDERS_CLOCK + " for update skip locked";

    private static final String DUE = """
            select id from calls where next_due <= ? and id <> all(?)
            """ + BY_SENDERS_CLOCK + " order by next_due limit ?";

    private static final String EVENTS = """
            select * from versioned_events where call_id = ? order by sequence
            """;

    private static final String REWRITE = """
            update call_events as event
            set metadata = now.metadata::json, happened_at = now.happened_at::timestamptz, gave_way = now.gave_way
            from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::boolean[])
              as now (call_id, sequence, metadata, happened_at, gave_way)
            where event.call_id = now.call_id and event.sequence = now.sequence
            """;

    private static final String EARLIER = """
            select earlier.*
            from (select unnest(?::text[]) as call_id, unnest(?::text[]) as type, unnest(?::text[]) as event_id)
              as wanted
            cross join lateral (
              (select e.* from call_events e
               where e.call_id = wanted.call_id and e.type = wanted.type and not e.gave_way
               order by e.sequence desc limit 1)
              union all
              (select e.* from call_events e where e.call_id = wanted.call_id and e.event_id = wanted.event_id)
            ) as earlier
            """;

    // The second begins when the first has its locks, so it sees what whoever had them before has stored.
    private static final String LOCK_AND_READ = LOCK + ";" + EARLIER;

    // A call that another replica began meanwhile is caught by its first event's primary key. Arrays are unnested among
    // what is selected: as a table they would be copied to a store of their own first, a tenth of all that it costs.
    private static final String WRITE = """
            with moved as (
              insert into calls (%1$s, next_due)
              select %2$s, next_due::timestamptz from (select %3$s, unnest(?::text[]) as next_due) as call
              on conflict (id) do update set %4$s, next_due = excluded.next_due
            )
            insert into call_events (call_id, sequence, id, type, happened_at, received_at, occurred_at, event_id,
                                     metadata, queue_version)
            select call_id, sequence, id::uuid, type, happened_at::timestamptz, received_at::timestamptz,
                   occurred_at::timestamptz, event_id, metadata::json, nullif(queue_version, 0)
            from (
              select unnest(?::text[]) as call_id, unnest(?::int[]) as sequence, unnest(?::text[]) as id,
                     unnest(?::text[]) as type, unnest(?::text[]) as happened_at, unnest(?::text[]) as received_at,
                     unnest(?::text[]) as occurred_at, unnest(?::text[]) as event_id, unnest(?::text[]) as metadata,
                     unnest(?::int[]) as queue_version) as event
            """.formatted(
            CALL.names(), CALL.written(), CALL.unnested(), CALL.updates(Set.of("id", "type", "start_time", "parties")));

    private static final String STORE = WRITE + ";" + Outbox.APPEND + ";" + CounterDeltas.ENTER;
    private static final String STORE_WITH_WORK = STORE + ";" + AgentWork.CHANGE;

    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final EventRepository events;
    private final Outbox outbox;
    private final CounterDeltas counters;
    private final QueueTransfers transfers;
    private final AlertRepository alerts;
    private final SenderClocks senderClocks;
    private final RetentionProperties retention;

    CallStateRepository(
            @WritePath JdbcTemplate sql,
            JsonMapper json,
            EventRepository events,
            Outbox outbox,
            CounterDeltas counters,
            QueueTransfers transfers,
            AlertRepository alerts,
            SenderClocks senderClocks,
            RetentionProperties retention) {
        this.sql = sql;
        this.json = json;
        this.events = events;
        this.outbox = outbox;
        this.counters = counters;
        this.transfers = transfers;
        this.alerts = alerts;
        this.senderClocks = senderClocks;
        this.retention = retention;
    }

    /// A call to be stored.
    ///
    /// @param nextDue when something is due on it as it stands now
    record CallRow(CallState call, @Nullable Instant nextDue) {}

    /// A call on which something is due.
    record DueCall(CallState call, Instant due) {}

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
                batch.locked(CALL.read(row));
            }
            both.getMoreResults();
            for (var row = both.getResultSet(); row.next(); ) {
                batch.recorded(events.event(row));
            }
            return batch;
        });
        return batch;
    }

    /// The same for calls of the past: those of them that are new and ended so long ago that the last-value cache would
    /// have forgotten them are stored, and not published; alerts that would be removed the same day are not stored.
    Batch lockPast(List<Submission> submissions) {
        var batch = lock(submissions);
        var now = submissions.getFirst().receivedAt();
        batch.past(outbox.cachedSince(now), now.minus(retention.keepAlerts()));
        return batch;
    }

    /// Locks calls on which something is due, the most overdue first, and leaves out those that are being written.
    List<DueCall> lockDue(Instant now, int limit, Collection<String> except) {
        var late = late(now);
        return lockDue(LOCK_DUE, time(now), except.toArray(String[]::new), late.now, late.senders, late.clocks, limit);
    }

    /// Locks those of the calls on which something is due and which no other transaction is writing.
    List<DueCall> lockDue(Instant now, Collection<String> ids) {
        var late = late(now);
        return lockDue(LOCK_THESE_IF_DUE, time(now), ids.toArray(String[]::new), late.now, late.senders, late.clocks);
    }

    private List<DueCall> lockDue(String lock, Object... parameters) {
        return sql.query(lock, (row, _) -> new DueCall(CALL.read(row), instant(row, "next_due")), parameters);
    }

    /// The calls on which something is due, the most overdue first; locks none.
    List<String> due(Instant now, int limit, Collection<String> except) {
        var late = late(now);
        return sql.queryForList(
                DUE,
                String.class,
                time(now),
                except.toArray(String[]::new),
                late.now,
                late.senders,
                late.clocks,
                limit);
    }

    /// Senders that lag behind, and what time it is for them.
    private record Late(String now, String[] senders, String[] clocks) {}

    private Late late(Instant now) {
        var lagging = List.copyOf(senderClocks.lagging());
        return new Late(
                now.toString(),
                column(lagging, sender -> sender),
                column(lagging, sender -> senderClocks.now(sender, now).toString()));
    }

    /// All that is stored of a call.
    Batch.Rows rows(String callId) {
        return new Batch.Rows(
                sql.query(
                        EVENTS,
                        (row, _) ->
                                new StoredEvent(events.event(row), row.getInt("version"), row.getBoolean("gave_way")),
                        callId),
                alerts.of(callId));
    }

    /// Writes the calls that moved, their events, what is to be published of them and what is counted.
    void store(List<CallRow> calls, Batch batch) {
        if (calls.isEmpty()) {
            return;
        }
        batch.clear(alerts::lockOpen);
        var written = batch.written();
        var values = new ArrayList<Object>(
                CALL.arrays(calls.stream().map(CallRow::call).toList()));
        values.addAll(List.of(
                column(calls, row -> text(row.nextDue())),
                column(written, each -> each.event().callId()),
                written.stream().map(each -> each.event().sequence()).toArray(Integer[]::new),
                column(written, each -> each.event().id().toString()),
                column(written, each -> each.event().type().word()),
                column(written, each -> text(each.event().timestamp())),
                column(written, each -> text(each.event().receivedAt())),
                column(written, each -> text(each.event().occurredAt())),
                column(written, each -> each.event().eventId()),
                column(written, each -> json.writeValueAsString(each.event().metadata())),
                written.stream().map(Written::queueVersion).toArray(Integer[]::new)));
        values.addAll(outbox.rows(
                batch.published().stream().map(CallStateRepository::update).toList(), batch.told()));
        values.addAll(counters.entry(batch));
        var work = AgentWork.rows(batch);
        values.addAll(work);
        sql.update(work.isEmpty() ? STORE : STORE_WITH_WORK, values.toArray());
        transfers.store(batch);
        outbox.appendAcknowledged(alerts.keep(batch.alerts()));
        rewrite(batch);
        outbox.appendCleared(batch.cleared());
    }

    /// Nothing is asked of the database when events come in their order.
    private void rewrite(Batch batch) {
        var rows = batch.rewritten();
        if (!rows.isEmpty()) {
            sql.update(
                    REWRITE,
                    column(rows, row -> row.event().callId()),
                    rows.stream().map(row -> row.event().sequence()).toArray(Integer[]::new),
                    column(rows, row -> json.writeValueAsString(row.event().metadata())),
                    column(rows, row -> row.event().timestamp().toString()),
                    rows.stream().map(StoredEvent::gaveWay).toArray(Boolean[]::new));
        }
        alerts.correct(batch.corrected());
        alerts.withdraw(batch.withdrawn());
    }

    static CallStatusUpdate update(Written written) {
        var call = written.after();
        var event = written.event();
        var parties = call.parties() == null ? Parties.NOBODY : call.parties();
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
                parties.from(),
                parties.to(),
                parties.direction(),
                parties.callerName(),
                written.traceparent());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
