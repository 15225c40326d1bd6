package callboard.calls.connection;

import callboard.calls.clock.SenderClocks;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.database.WritePath;
import callboard.calls.intake.DeferredEvents;
import callboard.calls.intake.DeferredEvents.Deferral;
import callboard.calls.intake.GroupCommit;
import callboard.calls.intake.Outcome;
import callboard.calls.intake.Submission;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.lifecycle.Payload;
import callboard.calls.queue.QueueAdministration;
import callboard.calls.queue.Queues;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.WireEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Where connections' events enter the write path, each under its source's own id: what is handed on twice is stored
/// once.
@Component
public class ConnectionIntake {

    private static final long PAUSE_MILLIS = 250;

    private static final String KNOWN = """
            select id, status, queue_id, agent_id, agent_since, visit_answered_at, status_since, ringing
            from calls where sender = ? and status <> 'ended'
            """;

    private static final String KNOWN_CALL = KNOWN + " and id = ?";

    /// Which events go where.
    ///
    /// @param sender  whose clock their times are by
    /// @param adopt   whether a queue that is met for the first time is made
    /// @param outcome is told what became of each, once that is certain
    public record Origin(String sender, boolean adopt, BiConsumer<CallEventRequest, Outcome> outcome) {}

    private final GroupCommit writePath;
    private final DeferredEvents deferredEvents;
    private final SenderClocks senderClocks;
    private final Queues queues;
    private final QueueAdministration administration;
    private final JdbcTemplate sql;
    private final Clock clock;

    ConnectionIntake(
            GroupCommit writePath,
            DeferredEvents deferredEvents,
            SenderClocks senderClocks,
            Queues queues,
            QueueAdministration administration,
            @WritePath JdbcTemplate sql,
            Clock clock) {
        this.writePath = writePath;
        this.deferredEvents = deferredEvents;
        this.senderClocks = senderClocks;
        this.queues = queues;
        this.administration = administration;
        this.sql = sql;
        this.clock = clock;
    }

    /// Whose clock the times of a connection's events are by. No API key may be called so.
    static String sender(String connection) {
        return "connection:" + connection;
    }

    /// The calls that have not ended, as far as this sender was the last to tell of them.
    public Collection<KnownCall> known(String sender) {
        return sql.query(KNOWN, (row, _) -> read(row), sender);
    }

    /// One of them.
    @Nullable
    KnownCall known(String sender, String callId) {
        return sql.query(KNOWN_CALL, (row, _) -> read(row), sender, callId).stream()
                .findFirst()
                .orElse(null);
    }

    private static KnownCall read(ResultSet row) throws SQLException {
        var ringing = row.getString("ringing");
        return new KnownCall(
                row.getString("id"),
                WireEnum.of(CallStatus.class, row.getString("status")),
                row.getString("queue_id"),
                row.getObject("agent_since") == null ? null : row.getString("agent_id"),
                row.getObject("visit_answered_at") != null,
                row.getObject("status_since", OffsetDateTime.class).toInstant(),
                ringing == null ? List.of() : List.of(ringing.split("\n")));
    }

    /// Stores events in their order, and returns when what became of each is certain. While the database is unavailable
    /// that takes as long as it is.
    public void take(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        take(origin, events, this::submit);
    }

    /// The same for whole calls of the past.
    void takePast(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        take(origin, events, writePath::storePast);
    }

    private void take(Origin origin, List<CallEventRequest> events, Function<List<Submission>, List<Outcome>> write)
            throws InterruptedException {
        if (origin.adopt) {
            adopt(origin, events);
        }
        untilCertain(events, left -> attempt(origin, left, write));
    }

    /// Tries events until none is left.
    ///
    /// @param attempt returns those that have to be tried again
    static <E> void untilCertain(List<E> events, UnaryOperator<List<E>> attempt) throws InterruptedException {
        for (var left = events; !left.isEmpty(); ) {
            left = attempt.apply(left);
            if (!left.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /// Stores events whose messages come in no certain order, and will be sent again: those that come too early wait.
    ///
    /// @return whether it is certain what became of each; else all are to be sent again
    boolean offer(Origin origin, List<CallEventRequest> events) {
        if (origin.adopt) {
            adopt(origin, events);
        }
        var early = new ArrayList<CallEventRequest>();
        var offered = new Origin(origin.sender, false, (event, outcome) -> {
            if (DeferredEvents.mayWait(outcome)) {
                early.add(event);
            } else {
                origin.outcome.accept(event, outcome);
            }
        });
        return attempt(offered, events, this::submit).isEmpty()
                && early.stream()
                        .allMatch(event ->
                                !(deferredEvents.defer(submission(origin.sender, event)) instanceof Deferral.Full));
    }

    private void adopt(Origin origin, List<CallEventRequest> events) {
        var named = events.stream().map(Payload::queueOf).distinct().toList();
        queues.refresh(named);
        for (var queue : named) {
            if (queue != null && queues.open(queue) == null) {
                administration.adopt(queue, origin.sender);
            }
        }
    }

    /// Those that have to be tried again. What was refused after one that is to be tried again is, too: it may have
    /// been for the want of it.
    private List<CallEventRequest> attempt(
            Origin origin, List<CallEventRequest> events, Function<List<Submission>, List<Outcome>> write) {
        var outcomes = write.apply(
                events.stream().map(event -> submission(origin.sender, event)).toList());
        var again = new ArrayList<CallEventRequest>();
        for (int i = 0; i < events.size(); i++) {
            var outcome = outcomes.get(i);
            boolean isForWantOfIt = !again.isEmpty()
                    && outcome instanceof Outcome.Rejected(var rejected)
                    && rejected.reason() != Reason.UNKNOWN_QUEUE;
            if (outcome instanceof Outcome.TryLater || isForWantOfIt) {
                again.add(events.get(i));
            } else {
                origin.outcome.accept(events.get(i), outcome);
            }
        }
        return again;
    }

    private List<Outcome> submit(List<Submission> submissions) {
        var outcomes = submissions.stream().map(writePath::submit).toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private Submission submission(String sender, CallEventRequest event) {
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Submission(
                event,
                event.eventId(),
                receivedAt,
                senderClocks.happenedAt(sender, event.occurredAt(), receivedAt),
                sender,
                null);
    }
}
