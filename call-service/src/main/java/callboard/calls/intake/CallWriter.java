package callboard.calls.intake;

import callboard.calls.clock.SenderClocks;
import callboard.calls.database.WritePath;
import callboard.calls.intake.CallStateRepository.CallRow;
import callboard.calls.intake.CallStateRepository.DueCall;
import callboard.calls.lifecycle.CallInput.Reported;
import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Deadlines;
import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.History;
import callboard.calls.lifecycle.Lifecycle;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Payload;
import callboard.calls.lifecycle.TimeoutPolicy;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.queue.Queues;
import callboard.contracts.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides and stores, a batch in one transaction: what senders report, and what time brings.
@Component
public class CallWriter {

    private final CallStateRepository calls;
    private final Queues queues;
    private final TimeoutPolicy timeouts;
    private final Amendments amendments;
    private final SenderClocks senderClocks;
    private final TransactionTemplate transaction;
    private final OutboxRelay relay;
    private final IntakeMetrics metrics;

    CallWriter(
            CallStateRepository calls,
            Queues queues,
            TimeoutProperties timeouts,
            Amendments amendments,
            SenderClocks senderClocks,
            @WritePath JdbcTransactionManager transactions,
            OutboxRelay relay,
            IntakeMetrics metrics) {
        this.calls = calls;
        this.queues = queues;
        this.timeouts = timeouts.policy();
        this.amendments = amendments;
        this.senderClocks = senderClocks;
        // Plain JDBC: JPA's transactions would open a session for each batch.
        this.transaction = new TransactionTemplate(transactions);
        this.relay = relay;
        this.metrics = metrics;
    }

    /// @throws DuplicateKeyException when another replica began one of the calls meanwhile; nothing is stored then, and
    ///         the batch can be written again
    List<Outcome> write(List<Submission> submissions) {
        return write(submissions, calls::lock);
    }

    /// Also: what ended long ago and nobody has heard of is not published.
    List<Outcome> writePast(List<Submission> submissions) {
        return write(submissions, calls::lockPast);
    }

    private List<Outcome> write(List<Submission> submissions, Function<List<Submission>, Batch> lock) {
        learnQueues(submissions);
        var outcomes = transaction.execute(_ -> {
            // The calls' locks come before their sequences: per call, sequences are drawn in the order of commit.
            var batch = lock.apply(submissions);
            var decided = submissions.stream()
                    .map(each -> decide(batch, each.kept(queues::numbers)))
                    .toList();
            store(batch);
            return decided;
        });
        // Not before the commit, when the relay can't see the rows.
        relay.wake();
        return outcomes;
    }

    /// Makes sure that the queues that are named are known if they exist.
    void learnQueues(List<Submission> submissions) {
        queues.refresh(
                submissions.stream().map(each -> Payload.queueOf(each.event())).toList());
    }

    /// Does what is due on the calls that are most overdue.
    ///
    /// @param except calls that are left alone
    /// @return how many calls were looked at; `limit` when there may be more
    public int writeDue(Instant now, int limit, Collection<String> except) {
        var batch = transaction.execute(_ -> catchUp(calls.lockDue(now, limit, except), now));
        return committed(batch);
    }

    /// Does what is due on these calls, but for those that another transaction is writing.
    ///
    /// @return how many calls were looked at
    public int writeDue(Instant now, Collection<String> ids) {
        var batch = transaction.execute(_ -> catchUp(calls.lockDue(now, ids), now));
        return committed(batch);
    }

    /// The calls that are most overdue.
    public List<String> due(Instant now, int limit, Collection<String> except) {
        return calls.due(now, limit, except);
    }

    private Batch catchUp(List<DueCall> due, Instant now) {
        var batch = new Batch();
        for (var each : due) {
            var sendersNow = senderClocks.now(each.call().sender(), now);
            metrics.due(Duration.between(each.due(), sendersNow));
            batch.locked(each.call());
            catchUp(batch, each.call(), sendersNow);
        }
        store(batch);
        return batch;
    }

    private int committed(Batch batch) {
        batch.written().forEach(each -> metrics.madeByTimer(each.event().type()));
        if (!batch.calls().isEmpty()) {
            relay.wake();
        }
        return batch.calls().size();
    }

    /// In the caller's transaction, as are the following.
    void store(Batch batch) {
        var moved = batch.moved().stream()
                .map(call -> new CallRow(
                        call, Deadlines.next(call, limits(call), timeouts).orElse(null)))
                .toList();
        calls.store(moved, batch);
    }

    Outcome decide(Batch batch, Submission received) {
        var event = received.event();
        var call = batch.call(event.callId());
        // What says no time happens when it is taken in: after all that is known.
        var submission = call == null || received.isTimed() ? received : received.notBefore(call.latest());
        var decision = Lifecycle.decide(call, reported(batch, submission, call));
        if (call != null && Amendments.isOutOfOrder(call, submission, decision)) {
            var amended = amendments.amend(batch, call, List.of(submission));
            if (amended.isPresent()) {
                return amended.get().getFirst();
            }
        }
        if (call != null && submission.isTimed() && decision instanceof Decision.Applied) {
            var due = History.upTo(call, submission.happenedAt(), queues::limits, timeouts)
                    .steps();
            if (!due.isEmpty()) {
                notice(batch, call.id(), due);
                var standing = due.getLast().after();
                decision = Lifecycle.decide(standing, reported(batch, submission, standing));
            }
        }
        return switch (decision) {
            case Decision.Applied applied -> {
                var next = applied.next();
                var stored = submission.stored(newId(), applied.metadata(), next.sequence());
                batch.apply(stored, next.from(submission.sender()), submission.traceparent());
                yield new Outcome.Stored(stored);
            }
            case Decision.Repeated repeated -> new Outcome.Replayed(repeated.event());
            case Decision.Rejected rejected -> new Outcome.Rejected(rejected);
            case Decision.Warned _, Decision.Nothing _ ->
                throw new IllegalStateException("Time's decision on an event that was reported");
        };
    }

    /// Decides on events of one call that say when they happened, whatever their order.
    List<Outcome> decideTogether(Batch batch, String callId, List<Submission> submissions) {
        var call = batch.call(callId);
        return Optional.ofNullable(call)
                .flatMap(known -> amendments.amend(batch, known, submissions))
                .orElseGet(() ->
                        submissions.stream().map(each -> decide(batch, each)).toList());
    }

    private Reported reported(Batch batch, Submission submission, @Nullable CallState call) {
        var event = submission.event();
        return new Reported(
                event,
                submission.eventId(),
                submission.happenedAt(),
                submission.receivedAt(),
                batch.sameId(event.callId(), submission.eventId()),
                batch.sameType(event.callId(), Payload.typeOf(event)),
                limits(call, Payload.queueOf(event)));
    }

    /// What was due before an event that says when it happened, and nobody has noticed yet.
    private static void notice(Batch batch, String callId, List<History.Step> due) {
        for (var step : due) {
            if (step.sequence() > 0) {
                batch.apply(noticed(callId, step), step.after(), null);
            } else {
                batch.move(step.after());
            }
            batch.alert(step.alert());
        }
    }

    static CallEvent noticed(String callId, History.Step step) {
        return new CallEvent(
                newId(), callId, step.type(), step.at(), step.metadata(), step.sequence(), null, null, step.at());
    }

    /// After an outage several things may be due on one call; each changes what is due next.
    private void catchUp(Batch batch, CallState call, Instant now) {
        var standing = call;
        while (true) {
            switch (Lifecycle.decide(standing, new TimePassed(now, limits(standing), timeouts))) {
                case Decision.Applied applied -> {
                    standing = applied.next();
                    batch.apply(
                            new CallEvent(
                                    newId(),
                                    call.id(),
                                    applied.type(),
                                    applied.at(),
                                    applied.metadata(),
                                    standing.sequence(),
                                    null,
                                    null,
                                    now),
                            standing,
                            null);
                    batch.alert(applied.alert());
                }
                case Decision.Warned warned -> {
                    standing = warned.next();
                    batch.move(standing);
                    batch.alert(warned.alert());
                }
                case Decision.Nothing _ -> {
                    // Written even when nothing came of it, so that its deadline is set anew and it isn't found again.
                    batch.move(standing);
                    return;
                }
                case Decision.Repeated _, Decision.Rejected _ ->
                    throw new IllegalStateException("A sender's decision on time that passed");
            }
        }
    }

    private Limits limits(CallState call) {
        return queues.limits(call.queueId(), call.queueVersion());
    }

    /// A call goes on in a queue that has been retired since; a new one can't begin there.
    private @Nullable Limits limits(@Nullable CallState call, @Nullable String named) {
        if (named != null) {
            return queues.open(named);
        }
        return call == null ? null : limits(call);
    }

    static UUID newId() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
