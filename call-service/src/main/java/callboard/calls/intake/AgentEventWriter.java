package callboard.calls.intake;

import static callboard.calls.rows.Columns.column;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

import callboard.calls.database.WritePath;
import callboard.calls.intake.Outcome.Unwritten;
import callboard.contracts.AgentEvent;
import callboard.contracts.AgentEventType;
import callboard.contracts.DeclaredState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Stores what senders tell of agents, a batch in one transaction. Nothing that is told of an agent depends on what was
/// told before, so all there is to decide is whether it is a repeat.
@Component
class AgentEventWriter implements Writing<AgentSubmission, AgentOutcome> {

    // What is not updated is locked all the same, so that nobody removes an agent who is just told of again.
    private static final String MEET = """
            insert into agents (id) select distinct id from unnest(?::text[]) as met (id) order by id
            on conflict (id) do update set id = excluded.id where false
            """;
    private static final String KNOWN = """
            select * from agent_events
            where agent_id = any(?) and (event_id = any(?) or occurred_at = any(?::text[]::timestamptz[]))
            union all
            select latest.* from unnest(?::text[]) as agent (id) cross join lateral (
              select * from agent_events where agent_id = agent.id order by happened_at desc, id desc limit 1
            ) as latest
            """;
    private static final String STORE = """
            insert into agent_events (agent_id, type, happened_at, received_at, occurred_at, event_id, name, team, queues,
                                      state, reason, sender)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)
            """;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    AgentEventWriter(@WritePath JdbcTemplate sql, @WritePath JdbcTransactionManager transactions, JsonMapper json) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
    }

    @Override
    public List<AgentOutcome> write(List<AgentSubmission> submissions) {
        return SharedTransaction.attempt(this::writeOnce, submissions);
    }

    @Override
    public AgentOutcome unwritten(Unwritten why) {
        return why;
    }

    @Override
    public void log(AgentSubmission submission, LoggingEventBuilder line) {
        var agentId = submission.event().agentId();
        line.addKeyValue("agentId", agentId).log("Event of agent {} could not be written", agentId);
    }

    private List<AgentOutcome> writeOnce(List<AgentSubmission> submissions) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var agents = submissions.stream()
                    .map(each -> each.event().agentId())
                    .distinct()
                    .toArray(String[]::new);
            // In order of id, so that replicas can't deadlock; what is told of an agent comes one after another.
            sql.update(MEET, (Object) agents);
            var known = known(agents, submissions);
            var fresh = new ArrayList<Object[]>();
            var outcomes = submissions.stream()
                    .map(each ->
                            decide(each, known.computeIfAbsent(each.event().agentId(), _ -> new ArrayList<>()), fresh))
                    .toList();
            sql.batchUpdate(STORE, fresh);
            return outcomes;
        }));
    }

    private Map<String, List<AgentEvent>> known(String[] agents, List<AgentSubmission> submissions) {
        var known = new HashMap<String, List<AgentEvent>>();
        sql.query(
                        KNOWN,
                        (row, _) -> event(row),
                        agents,
                        column(submissions, AgentSubmission::eventId),
                        column(
                                submissions,
                                each -> Objects.toString(each.event().occurredAt(), null)),
                        agents)
                .forEach(event -> known.computeIfAbsent(event.agentId(), _ -> new ArrayList<>())
                        .add(event));
        return known;
    }

    private AgentOutcome decide(AgentSubmission submission, List<AgentEvent> known, List<Object[]> fresh) {
        var told = submission.at(submission.happenedAt());
        var same = known.stream()
                .filter(each ->
                        submission.eventId() != null && submission.eventId().equals(each.eventId()))
                .findFirst();
        if (same.isPresent()) {
            return says(same.get(), told)
                    ? new AgentOutcome.Replayed(same.get())
                    : new AgentOutcome.IdReused("Event id %s was used on agent %s before, with another payload"
                            .formatted(submission.eventId(), told.agentId()));
        }
        var latest = known.stream().max(Comparator.comparing(AgentEvent::timestamp));
        var repeated = repeated(submission, told, known, latest);
        if (repeated.isPresent()) {
            return new AgentOutcome.Replayed(repeated.get());
        }
        // What says no time happens when it is taken in: after all that is known.
        var stored = submission.isTimed()
                ? told
                : submission.at(latest.map(each -> after(each.timestamp(), told.timestamp()))
                        .orElse(told.timestamp()));
        known.add(stored);
        fresh.add(row(stored, submission.sender()));
        return new AgentOutcome.Stored(stored);
    }

    /// Without an id of its own, what says the same of the same time, or where it has no time, the same as the latest.
    private static Optional<AgentEvent> repeated(
            AgentSubmission submission, AgentEvent told, List<AgentEvent> known, Optional<AgentEvent> latest) {
        if (submission.eventId() != null) {
            return Optional.empty();
        }
        var candidates = submission.isTimed()
                ? known.stream().filter(each -> Objects.equals(each.occurredAt(), told.occurredAt()))
                : latest.stream();
        return candidates.filter(each -> says(each, told)).findFirst();
    }

    private static Instant after(Instant latest, Instant now) {
        return now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
    }

    private static boolean says(AgentEvent one, AgentEvent other) {
        return one.type() == other.type()
                && Objects.equals(one.name(), other.name())
                && Objects.equals(one.team(), other.team())
                && Objects.equals(one.queues(), other.queues())
                && one.state() == other.state()
                && Objects.equals(one.reason(), other.reason());
    }

    private Object[] row(AgentEvent event, @Nullable String sender) {
        return Stream.of(
                        event.agentId(),
                        event.type().word(),
                        time(event.timestamp()),
                        time(event.receivedAt()),
                        event.occurredAt() == null ? null : time(event.occurredAt()),
                        event.eventId(),
                        event.name(),
                        event.team(),
                        event.queues() == null ? null : json.writeValueAsString(event.queues()),
                        event.state() == null ? null : event.state().word(),
                        event.reason(),
                        sender)
                .toArray();
    }

    private AgentEvent event(ResultSet row) throws SQLException {
        var queues = row.getString("queues");
        return new AgentEvent(
                row.getString("agent_id"),
                word(row, "type", AgentEventType.class),
                instant(row, "happened_at"),
                row.getString("name"),
                row.getString("team"),
                queues == null ? null : json.readValue(queues, TEXTS),
                row.getString("state") == null ? null : word(row, "state", DeclaredState.class),
                row.getString("reason"),
                row.getString("event_id"),
                optionalInstant(row, "occurred_at"),
                instant(row, "received_at"));
    }
}
