package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import callboard.calls.intake.Outcome.Cause;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Writes events in one transaction, and says after the commit what became of each.
final class SharedTransaction {

    private static final Logger log = LoggerFactory.getLogger(SharedTransaction.class);
    private static final int MAX_ATTEMPTS = 5;

    private final Function<List<Submission>, List<Outcome>> writer;
    private final Consumer<List<Pending>> alike;
    private final IntakeMetrics metrics;
    private final Tracing tracing;

    /// @param alike adds what would only fail alike while the database is unavailable
    SharedTransaction(
            Function<List<Submission>, List<Outcome>> writer,
            Consumer<List<Pending>> alike,
            IntakeMetrics metrics,
            Tracing tracing) {
        this.writer = writer;
        this.alike = alike;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /// An event that waits.
    ///
    /// @param after     what becomes of the event that it may not overtake
    /// @param requestId of the request that waits, for what is logged about its event
    record Pending(
            Submission submission,
            CompletableFuture<Outcome> outcome,
            @Nullable CompletableFuture<Outcome> after,
            @Nullable String requestId) {

        static Pending of(Submission submission, @Nullable CompletableFuture<Outcome> after) {
            return new Pending(submission, new CompletableFuture<>(), after, MDC.get("requestId"));
        }

        /// Whether its sender has the answer to try later, or gets it now because an event of the same call that it
        /// sent before is to be sent again.
        boolean isAnswered() {
            if (after != null && after.isDone() && after.join() instanceof Outcome.TryLater later) {
                outcome.complete(later);
            }
            return outcome.isDone();
        }
    }

    void write(List<Pending> pending) {
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
        alike.accept(all);
        log.warn("Database unavailable; {} events are answered with 503 ({})", all.size(), failure.getMessage());
        answer(all, new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE));
    }

    /// Another replica may begin the same call at the same moment; the loser tries again and sees what the winner
    /// wrote. So does a replica that stood still for so long that the database took its locks back.
    private List<Outcome> attempt(List<Submission> submissions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writer.apply(submissions);
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

    static void answer(List<Pending> pending, Outcome outcome) {
        pending.forEach(each -> each.outcome.complete(outcome));
    }
}
