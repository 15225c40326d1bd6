package callboard.calls.intake;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import callboard.calls.audit.Audit;
import callboard.calls.database.WritePath;
import callboard.calls.intake.Batch.Written;
import callboard.calls.lifecycle.CallState;
import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.rows.EventRepository;
import callboard.calls.rows.Numbers;
import callboard.contracts.CallEvent;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.ChangeKind;
import callboard.contracts.ErasedCaller;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Erases a person from all that is stored of calls: their number, and the name and attributes that came with it. The
/// calls stay, with everything that statistics are made of.
@Component
class CallerErasure {

    // So many calls are locked at a time, so that no event waits long.
    private static final int TOGETHER = 200;

    // Each number has an index of ended calls; live ones are looked through.
    private static final String HAS_NUMBER = """
            (status = 'ended' and parties is not null and %1$s = ?
              or status = 'ended' and parties is not null and %2$s = ?
              or status <> 'ended' and parties is not null and ? in (%1$s, %2$s))
            """.formatted(Numbers.KEYS.getFirst(), Numbers.KEYS.getLast());

    private static final String FORGET_IN_CALLS =
            """
            update calls set parties = nullif(%s, '{}')
            where id in (select id from calls where %s order by id limit %d for update)
            returning %s
            """.formatted(without("parties"), HAS_NUMBER, TOGETHER, CallStateRepository.CALL.selected());

    // Only its first event tells who is on the line.
    private static final String FORGET_IN_HISTORIES = """
            update call_events set metadata = (%s)::json where call_id = any(?) and sequence = 1
            """.formatted(without("metadata::jsonb"));

    private static final String LATEST = """
            select event.* from call_events event join calls call on call.id = event.call_id
            where call.id = any(?) and event.sequence = call.sequence
            """;

    private final JdbcTemplate sql;
    private final EventRepository events;
    private final Outbox outbox;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final OutboxRelay relay;

    CallerErasure(
            @WritePath JdbcTemplate sql,
            EventRepository events,
            Outbox outbox,
            Audit audit,
            @WritePath JdbcTransactionManager transactions,
            OutboxRelay relay) {
        this.sql = sql;
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.relay = relay;
    }

    /// How many calls have a number, however it is written.
    ///
    /// @param key see [Numbers#key]
    int calls(String key) {
        return Objects.requireNonNull(
                sql.queryForObject("select count(*) from calls where " + HAS_NUMBER, Integer.class, key, key, key));
    }

    /// Erases a number, however it is written.
    ///
    /// @param key see [Numbers#key]
    /// @param by  the administrator, of whom is kept that they have erased somebody, and of how many calls
    ErasedCaller erase(String key, String by) {
        var erased = new ErasedCaller(0, 0, 0);
        while (true) {
            var some = transaction.execute(_ -> eraseSome(key, by));
            if (some.calls() == 0) {
                return erased;
            }
            relay.wake();
            erased = new ErasedCaller(
                    erased.calls() + some.calls(),
                    erased.events() + some.events(),
                    erased.messages() + some.messages());
        }
    }

    private ErasedCaller eraseSome(String key, String by) {
        var calls = forget(key);
        if (calls.isEmpty()) {
            return new ErasedCaller(0, 0, 0);
        }
        var ids = calls.stream().map(CallState::id).toArray(String[]::new);
        int told = sql.update(FORGET_IN_HISTORIES, key, key, ids);
        int waiting = outbox.rewrite(ids, message -> forget(message, key));
        outbox.appendAgain(updates(calls, ids));
        var erased = new ErasedCaller(calls.size(), told, waiting);
        audit.changed(by, ChangeKind.CALLER, null, null, erased);
        return erased;
    }

    private List<CallState> forget(String key) {
        return sql.query(FORGET_IN_CALLS, (row, _) -> CallStateRepository.CALL.read(row), key, key, key, key, key);
    }

    /// The calls as they are published now, so that the last-value cache forgets, too.
    private List<CallStatusUpdate> updates(List<CallState> calls, String[] ids) {
        var latest = sql.query(LATEST, (row, _) -> events.event(row), (Object) ids).stream()
                .collect(toMap(CallEvent::callId, identity()));
        return calls.stream()
                .map(call -> CallStateRepository.update(
                        new Written(Objects.requireNonNull(latest.get(call.id())), call, 0, null)))
                .toList();
    }

    private static void forget(ObjectNode message, String key) {
        Stream.of(message, message.path("metadata"))
                .filter(JsonNode::isObject)
                .map(JsonNode::asObject)
                .forEach(told -> {
                    told.remove(List.of("callerName", "attributes"));
                    Stream.of("from", "to")
                            .filter(party ->
                                    Numbers.key(told.path(party).asString("")).equals(key))
                            .forEach(told::remove);
                });
    }

    private static String without(String object) {
        return "%1$s - 'callerName' - 'attributes' - case when %2$s = ? then 'from' else '' end"
                        .formatted(object, Numbers.keyIn(object, "from"))
                + " - case when %s = ? then 'to' else '' end".formatted(Numbers.keyIn(object, "to"));
    }
}
