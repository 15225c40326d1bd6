package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import callboard.calls.intake.Outcome.Cause;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Group commit: takes all events that wait, writes them in one transaction, and answers each after the commit.
///
/// A call's events always come to the same worker, so within a replica no two transactions compete for a call's
/// lock and a sender's events are stored in the order they came.
final class GroupCommitWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitWorker.class);
    private static final int MAX_ATTEMPTS = 5;

    private final BlockingQueue<Pending> waiting;
    private final int maxBatch;
    private final CallWriter writer;
    private final IntakeMetrics metrics;
    private final Tracing tracing;
    private volatile boolean open = true;

    GroupCommitWorker(CallWriter writer, IntakeProperties settings, IntakeMetrics metrics, Tracing tracing) {
        this.writer = writer;
        this.metrics = metrics;
        this.tracing = tracing;
        this.maxBatch = settings.batch();
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
    }

    /// @param requestId of the request that waits, for what is logged about its event
    private record Pending(
            Submission submission,
            CompletableFuture<Outcome> outcome,
            @Nullable CompletableFuture<Outcome> after,
            @Nullable String requestId) {

        /// Whether its sender has the answer to try later, or gets it now because an event of the same call that it
        /// sent before is to be sent again.
        boolean isAnswered() {
            if (after != null && after.isDone() && after.join() instanceof Outcome.TryLater later) {
                outcome.complete(later);
            }
            return outcome.isDone();
        }
    }

    /// @param after what becomes of the event that may not be overtaken; of the same call, and submitted before
    CompletableFuture<Outcome> submit(Submission submission, @Nullable CompletableFuture<Outcome> after) {
        var pending = new Pending(submission, new CompletableFuture<>(), after, MDC.get("requestId"));
        if (pending.isAnswered()) {
            return pending.outcome;
        }
        if (!open) {
            pending.outcome.complete(new Outcome.TryLater(Cause.STOPPING));
        } else if (!waiting.offer(pending)) {
            pending.outcome.complete(new Outcome.TryLater(Cause.OVERLOADED));
        }
        return pending.outcome;
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
        var taken = new ArrayList<Pending>(maxBatch);
        while (open || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    waiting.drainTo(taken, maxBatch - 1);
                    // What was answered meanwhile with "try later" is not stored: its sender sends it again.
                    taken.removeIf(Pending::isAnswered);
                    if (!taken.isEmpty()) {
                        write(List.copyOf(taken));
                    }
                }
            } catch (InterruptedException _) {
                // Only our own stopping interrupts a worker; the loop's condition sees to the rest.
                close();
            } catch (RuntimeException | Error fault) {
                // Out of memory, for one. Every sender still gets its answer, and the worker goes on.
                answer(taken, new Outcome.Failed());
                log.error("{} events could not be written", taken.size(), fault);
            } finally {
                taken.clear();
            }
        }
    }

    private void write(List<Pending> pending) {
        List<Outcome> outcomes;
        var spans = CommitSpans.begin(
                tracing, pending.stream().map(Pending::submission).toList());
        long begun = System.nanoTime();
        try {
            outcomes = attempt(spans.submissions());
            metrics.committed(pending.size(), System.nanoTime() - begun);
            spans.committed(outcomes);
        } catch (RuntimeException failure) {
            spans.failed(failure);
            if (DatabaseFailures.isUnavailable(failure)) {
                answerUnavailable(pending, failure);
            } else {
                isolate(pending, failure);
            }
            return;
        }
        IntStream.range(0, pending.size()).forEach(i -> pending.get(i).outcome.complete(outcomes.get(i)));
    }

    /// What still waits would only fail alike: all are answered at once.
    private void answerUnavailable(List<Pending> pending, RuntimeException failure) {
        var all = new ArrayList<>(pending);
        waiting.drainTo(all);
        log.warn("Database unavailable; {} events are answered with 503 ({})", all.size(), failure.getMessage());
        answer(all, new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE));
    }

    /// Another replica may begin the same call at the same moment; the loser tries again and sees what the winner
    /// wrote. So does a replica that stood still for so long that the database took its locks back.
    private List<Outcome> attempt(List<Submission> submissions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writer.write(submissions);
            } catch (RuntimeException failure) {
                if (attempt == MAX_ATTEMPTS || !DatabaseFailures.isConflict(failure)) {
                    throw failure;
                }
            }
        }
    }

    /// One event that can't be written never fails the others: halves are tried until it is alone.
    private void isolate(List<Pending> pending, RuntimeException fault) {
        if (pending.size() > 1) {
            write(pending.subList(0, pending.size() / 2));
            write(pending.subList(pending.size() / 2, pending.size()));
        } else {
            var only = pending.getFirst();
            var callId = only.submission.event().callId();
            log.atError()
                    .setCause(fault)
                    .addKeyValue("callId", callId)
                    .addKeyValue("traceId", Trace.idIn(only.submission.traceparent()))
                    .addKeyValue("requestId", only.requestId)
                    .log("Event of call {} could not be written", callId);
            answer(pending, new Outcome.Failed());
        }
    }

    private static void answer(List<Pending> pending, Outcome outcome) {
        pending.forEach(each -> each.outcome.complete(outcome));
    }
}
