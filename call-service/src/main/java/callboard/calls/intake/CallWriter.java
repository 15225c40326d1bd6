package callboard.calls.intake;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.Lifecycle;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Payload;
import callboard.calls.lifecycle.Stimulus.Reported;
import callboard.calls.outbox.Relay;
import callboard.calls.queue.Queues;
import callboard.contracts.CallEvent;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides and stores a batch of submissions in one transaction.
@Component
class CallWriter {

    private final CallStore store;
    private final Queues queues;
    private final TransactionTemplate transaction;
    private final Relay relay;

    CallWriter(CallStore store, Queues queues, DataSource database, Relay relay) {
        this.store = store;
        this.queues = queues;
        // Plain JDBC: JPA's transactions would open a session for each batch.
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.relay = relay;
    }

    /// @throws DuplicateKeyException when another replica began one of the calls meanwhile; nothing is stored then, and
    ///         the batch can be written again
    List<Outcome> write(List<Submission> submissions) {
        // Queues are looked up outside the transaction, so that it holds no second connection.
        queues.refresh(submissions.stream().map(each -> Payload.queueOf(each.event())).toList());
        var outcomes = transaction.execute(_ -> decideAndStore(submissions));
        // Only now can the relay see the rows.
        relay.wake();
        return outcomes;
    }

    private List<Outcome> decideAndStore(List<Submission> submissions) {
        // The calls' locks come before their sequences: per call, sequences are drawn in the order of commit.
        var batch = store.lock(submissions);
        var outcomes = new ArrayList<Outcome>(submissions.size());
        for (var submission : submissions) {
            outcomes.add(decide(batch, submission));
        }
        store.write(batch);
        return outcomes;
    }

    private Outcome decide(Batch batch, Submission submission) {
        var event = submission.event();
        var call = batch.call(event.callId());
        var reported = new Reported(event, submission.eventId(), submission.happenedAt(),
                batch.sameId(event.callId(), submission.eventId()),
                batch.sameType(event.callId(), Payload.typeOf(event)),
                limits(event.callId(), batch, Payload.queueOf(event)));
        return switch (Lifecycle.decide(call, reported)) {
            case Decision.Applied applied -> {
                var stored = new CallEvent(UuidVersion7Strategy.INSTANCE.generateUuid(null), event.callId(),
                        applied.type(), submission.happenedAt(), applied.metadata(), applied.next().sequence(),
                        submission.eventId(), event.occurredAt(), submission.receivedAt());
                batch.apply(stored, applied.next(), submission.traceparent());
                yield new Outcome.Stored(stored);
            }
            case Decision.Repeated repeated -> new Outcome.Replayed(repeated.event());
            case Decision.Rejected rejected -> new Outcome.Refused(rejected);
        };
    }

    /// A call goes on in a queue that has been retired since; a new one can't begin there.
    private @Nullable Limits limits(String callId, Batch batch, @Nullable String named) {
        var call = batch.call(callId);
        if (named != null) {
            return queues.open(named);
        }
        return call == null ? null : queues.limits(call.queueId());
    }
}
