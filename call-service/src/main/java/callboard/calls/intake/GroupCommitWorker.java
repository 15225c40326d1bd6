package callboard.calls.intake;

import callboard.calls.intake.Outcome.Cause;
import callboard.calls.intake.SharedTransaction.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Group commit: takes all events that wait, writes them in one transaction, and answers each after the commit.
///
/// A call's events always come to the same worker, so within a replica no two transactions compete for a call's
/// lock and a sender's events are stored in the order they came.
///
/// @param <S> what is submitted
/// @param <O> what becomes of it
final class GroupCommitWorker<S, O> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitWorker.class);

    private final BlockingQueue<Pending<S, O>> waiting;
    private final int maxBatch;
    private final SharedTransaction<S, O> transaction;
    private volatile boolean open = true;

    GroupCommitWorker(Writing<S, O> writing, IntakeProperties settings) {
        this.maxBatch = settings.batch();
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
        this.transaction = new SharedTransaction<>(writing, waiting::drainTo);
    }

    /// @param after what becomes of the event that may not be overtaken; of the same call, and submitted before
    CompletableFuture<O> submit(S submission, @Nullable CompletableFuture<O> after) {
        var pending = Pending.of(submission, after);
        if (pending.isAnswered()) {
            return pending.outcome();
        }
        if (!open) {
            transaction.answer(List.of(pending), new Outcome.TryLater(Cause.STOPPING));
        } else if (!waiting.offer(pending)) {
            transaction.answer(List.of(pending), new Outcome.TryLater(Cause.OVERLOADED));
        }
        return pending.outcome();
    }

    int waiting() {
        return waiting.size();
    }

    /// Takes no more; what waits is still written before `run` returns.
    void close() {
        open = false;
    }

    @Override
    public void run() {
        var taken = new ArrayList<Pending<S, O>>(maxBatch);
        while (open || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    waiting.drainTo(taken, maxBatch - 1);
                    // What was answered meanwhile with "try later" is not stored: its sender sends it again.
                    taken.removeIf(Pending::isAnswered);
                    if (!taken.isEmpty()) {
                        transaction.write(List.copyOf(taken));
                    }
                }
            } catch (InterruptedException _) {
                // Only our own stopping interrupts a worker; the loop's condition sees to the rest.
                close();
            } catch (RuntimeException | Error fault) {
                // Out of memory, for one. Every sender still gets its answer, and the worker goes on.
                transaction.answer(taken, new Outcome.Failed());
                log.error("{} events could not be written", taken.size(), fault);
            } finally {
                taken.clear();
            }
        }
    }
}
