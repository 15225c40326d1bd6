package callboard.calls.connection;

import callboard.calls.clock.SenderClocks;
import callboard.calls.connection.message.KnownAgent;
import callboard.calls.database.WritePath;
import callboard.calls.intake.AgentOutcome;
import callboard.calls.intake.AgentSubmission;
import callboard.calls.intake.GroupCommit;
import callboard.calls.intake.Outcome;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.DeclaredState;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Where what connections tell of agents is stored, each event under its source's own id.
@Component
class ConnectionAgents {

    private static final String KNOWN = """
            select latest.agent_id, latest.state, latest.reason,
                   (select queues from agent_events
                    where agent_id = latest.agent_id and type = 'agent_signed_in' order by happened_at desc limit 1)
            from agents cross join lateral (
              select * from agent_events where agent_id = agents.id
              order by happened_at desc, type = 'agent_state_changed' desc, type = 'agent_signed_in' desc limit 1
            ) as latest
            where latest.sender = ? and latest.type <> 'agent_signed_out'
            """;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final GroupCommit writePath;
    private final SenderClocks senderClocks;
    private final JdbcTemplate sql;
    private final JsonMapper json;
    private final Clock clock;

    ConnectionAgents(
            GroupCommit writePath,
            SenderClocks senderClocks,
            @WritePath JdbcTemplate sql,
            JsonMapper json,
            Clock clock) {
        this.writePath = writePath;
        this.senderClocks = senderClocks;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /// The agents who are signed in, as far as this sender was the last to tell of them.
    Collection<KnownAgent> known(String sender) {
        return sql.query(
                KNOWN,
                (row, _) -> {
                    var state = row.getString("state");
                    var queues = row.getString("queues");
                    return new KnownAgent(
                            row.getString("agent_id"),
                            queues == null ? List.of() : json.readValue(queues, TEXTS),
                            state == null || state.equals(DeclaredState.AVAILABLE.word()),
                            row.getString("reason"));
                },
                sender);
    }

    /// Stores events in their order, and returns when what became of each is certain. While the database is unavailable
    /// that takes as long as it is.
    void take(String sender, List<AgentEventRequest> events, Consumer<AgentOutcome> outcome)
            throws InterruptedException {
        ConnectionIntake.untilCertain(events, left -> attempt(sender, left, outcome));
    }

    /// Stores events whose messages will be sent again.
    ///
    /// @return whether it is certain what became of each; else all are to be sent again
    boolean offer(String sender, List<AgentEventRequest> events, Consumer<AgentOutcome> outcome) {
        return attempt(sender, events, outcome).isEmpty();
    }

    /// Those that have to be tried again.
    private List<AgentEventRequest> attempt(
            String sender, List<AgentEventRequest> events, Consumer<AgentOutcome> outcome) {
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var pending = events.stream()
                .map(event -> writePath.submit(new AgentSubmission(
                        event,
                        event.eventId(),
                        receivedAt,
                        senderClocks.happenedAt(sender, event.occurredAt(), receivedAt),
                        sender)))
                .toList();
        var again = new ArrayList<AgentEventRequest>();
        for (int i = 0; i < events.size(); i++) {
            var became = pending.get(i).join();
            if (became instanceof Outcome.TryLater) {
                again.add(events.get(i));
            } else {
                outcome.accept(became);
            }
        }
        return again;
    }
}
