package callboard.calls.intake;

import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.CallInput.Reported;
import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Deadlines;
import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.Lifecycle;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Payload;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.queue.Queues;
import callboard.contracts.CallEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides and stores, a batch in one transaction: what senders report, and what time brings.
@Component
public class CallWriter {

    private final CallLocks locks;
    private final CallStore store;
    private final Queues queues;
    private final TimeoutProperties patience;
    private final TransactionTemplate transaction;
    private final OutboxRelay relay;
    private final IntakeMetrics metrics;

    CallWriter(
            CallLocks locks,
            CallStore store,
            Queues queues,
            TimeoutProperties patience,
            @WritePath JdbcTransactionManager transactions,
            OutboxRelay relay,
            IntakeMetrics metrics) {
        this.locks = locks;
        this.store = store;
        this.queues = queues;
        this.patience = patience;
        // Plain JDBC: JPA's transactions would open a session for each batch.
        this.transaction = new TransactionTemplate(transactions);
        this.relay = relay;
        this.metrics = metrics;
    }

    /// @throws DuplicateKeyException when another replica began one of the calls meanwhile; nothing is stored
    ///         then, and
    ///         the batch can be written again
    List<Outcome> write(List<Submission> submissions) {
        queues.refresh(
                submissions.stream().map(each -> Payload.queueOf(each.event())).toList());
        return transact(() -> {
            var outcomes = new ArrayList<Outcome>(submissions.size());
            decideAndStore(submissions, batch -> submissions.forEach(each -> outcomes.add(decide(batch, each))));
            return outcomes;
        });
    }

    /// Runs in one transaction, and wakes the relay after its commit: before, the relay can't see the rows.
    <T> T transact(Supplier<T> work) {
        var result = transaction.execute(_ -> work.get());
        relay.wake();
        return result;
    }

    /// In the caller's transaction: locks the submissions' calls, lets them be decided on, writes what came of
    /// it.
    void decideAndStore(List<Submission> submissions, Consumer<Batch> decide) {
        // The calls' locks come before their sequences: per call, sequences are drawn in the order of commit.
        var batch = locks.lock(submissions);
        decide.accept(batch);
        store.write(batch, this::nextDue);
    }

    /// Does what is due on the calls that are most overdue.
    ///
    /// @param except calls that are left alone
    /// @return how many calls were looked at; `most` when there may be more
    public int writeDue(Instant now, int most, Collection<String> except) {
        return writeDue(now, () -> locks.lockDue(now, most, except));
    }

    /// Does what is due on these calls, but for those that somebody else is at.
    ///
    /// @return how many calls were looked at
    public int writeDue(Instant now, Collection<String> calls) {
        return writeDue(now, () -> locks.lockDue(now, calls));
    }

    /// The calls that are most overdue.
    public List<String> due(Instant now, int most, Collection<String> except) {
        return locks.due(now, most, except);
    }

    private int writeDue(Instant now, Supplier<Batch> due) {
        var done = transaction.execute(_ -> {
            var batch = due.get();
            batch.calls().forEach(call -> catchUp(batch, call, now));
            store.write(batch, this::nextDue);
            return batch;
        });
        done.written().forEach(each -> metrics.madeByTime(each.event().type()));
        if (!done.calls().isEmpty()) {
            relay.wake();
        }
        return done.calls().size();
    }

    Outcome decide(Batch batch, Submission submission) {
        var event = submission.event();
        var call = batch.call(event.callId());
        var reported = new Reported(
                event,
                submission.eventId(),
                submission.happenedAt(),
                submission.receivedAt(),
                batch.sameId(event.callId(), submission.eventId()),
                batch.sameType(event.callId(), Payload.typeOf(event)),
                limits(call, Payload.queueOf(event)));
        return switch (Lifecycle.decide(call, reported)) {
            case Decision.Applied applied -> {
                var stored = new CallEvent(
                        newId(),
                        event.callId(),
                        applied.type(),
                        submission.happenedAt(),
                        applied.metadata(),
                        applied.next().sequence(),
                        submission.eventId(),
                        event.occurredAt(),
                        submission.receivedAt());
                batch.apply(stored, applied.next(), submission.traceparent());
                yield new Outcome.Stored(stored);
            }
            case Decision.Repeated repeated -> new Outcome.Replayed(repeated.event());
            case Decision.Rejected rejected -> new Outcome.Refused(rejected);
            case Decision.Warned _, Decision.Nothing _ ->
                throw new IllegalStateException("Time's decision on an event that was reported");
        };
    }

    /// After an outage several things may be due on one call; each changes what is due next.
    private void catchUp(Batch batch, CallState call, Instant now) {
        var standing = call;
        while (true) {
            var time = new TimePassed(
                    now, queues.limits(standing.queueId(), standing.queueVersion()), patience.patience());
            switch (Lifecycle.decide(standing, time)) {
                case Decision.Applied applied -> {
                    standing = applied.next();
                    batch.apply(
                            new CallEvent(
                                    newId(),
                                    call.id(),
                                    applied.type(),
                                    now,
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

    private Optional<Instant> nextDue(CallState call) {
        return Deadlines.next(call, queues.limits(call.queueId(), call.queueVersion()), patience.patience());
    }

    /// A call goes on in a queue that has been retired since; a new one can't begin there.
    private @Nullable Limits limits(@Nullable CallState call, @Nullable String named) {
        if (named != null) {
            return queues.open(named);
        }
        return call == null ? null : queues.limits(call.queueId(), call.queueVersion());
    }

    private static UUID newId() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
