package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import callboard.calls.intake.Outcome.Cause;
import callboard.calls.intake.Outcome.Unwritten;
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
///
/// @param <S> what is submitted
/// @param <O> what becomes of it
final class SharedTransaction<S, O> {

    private static final Logger log = LoggerFactory.getLogger(SharedTransaction.class);
    private static final int MAX_ATTEMPTS = 5;

    private final Writing<S, O> writing;
    private final Consumer<List<Pending<S, O>>> alike;

    /// @param alike adds what would only fail alike while the database is unavailable
    SharedTransaction(Writing<S, O> writing, Consumer<List<Pending<S, O>>> alike) {
        this.writing = writing;
        this.alike = alike;
    }

    /// An event that waits.
    ///
    /// @param after     what becomes of the event that it may not overtake
    /// @param requestId of the request that waits, for what is logged about its event
    record Pending<S, O>(
            S submission,
            CompletableFuture<O> outcome,
            @Nullable CompletableFuture<O> after,
            @Nullable String requestId) {

        static <S, O> Pending<S, O> of(S submission, @Nullable CompletableFuture<O> after) {
            return new Pending<>(submission, new CompletableFuture<>(), after, MDC.get("requestId"));
        }

        /// Whether its sender has the answer to try later, or gets it now because an event of the same call that it
        /// sent before is to be sent again.
        boolean isAnswered() {
            if (after != null && after.isDone() && after.join() instanceof Outcome.TryLater) {
                outcome.complete(after.join());
            }
            return outcome.isDone();
        }
    }

    void write(List<Pending<S, O>> pending) {
        List<O> outcomes;
        try {
            outcomes = writing.write(pending.stream().map(Pending::submission).toList());
        } catch (RuntimeException failure) {
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
    private void answerUnavailable(List<Pending<S, O>> pending, RuntimeException failure) {
        var all = new ArrayList<>(pending);
        alike.accept(all);
        log.warn("Database unavailable; {} events are answered with 503 ({})", all.size(), failure.getMessage());
        answer(all, new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE));
    }

    /// Another replica may begin the same call at the same moment; the loser tries again and sees what the winner
    /// wrote. So does a replica that stood still for so long that the database took its locks back.
    static <S, O> List<O> attempt(Function<List<S>, List<O>> writer, List<S> submissions) {
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
    private void isolate(List<Pending<S, O>> pending, RuntimeException fault) {
        if (pending.size() > 1) {
            write(pending.subList(0, pending.size() / 2));
            write(pending.subList(pending.size() / 2, pending.size()));
        } else {
            var only = pending.getFirst();
            writing.log(only.submission, log.atError().setCause(fault).addKeyValue("requestId", only.requestId));
            answer(pending, new Outcome.Failed());
        }
    }

    void answer(List<Pending<S, O>> pending, Unwritten outcome) {
        pending.forEach(each -> each.outcome.complete(writing.unwritten(outcome)));
    }
}
