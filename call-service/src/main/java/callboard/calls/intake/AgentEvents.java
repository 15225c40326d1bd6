package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import callboard.calls.intake.Outcome.Cause;
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
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Where what senders tell of agents is written: by one worker beside those of calls, so that a shift that begins
/// delays
/// no call. It takes all that waits as one batch, as theirs do.
@Component
public class AgentEvents implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AgentEvents.class);
    private static final int MAX_ATTEMPTS = 5;

    private record Pending(AgentSubmission submission, CompletableFuture<AgentOutcome> outcome) {}

    private final AgentEventWriter writer;
    private final IntakeProperties settings;
    private final BlockingQueue<Pending> waiting;
    private volatile @Nullable Thread thread;
    private volatile boolean open;

    AgentEvents(AgentEventWriter writer, IntakeProperties settings) {
        this.writer = writer;
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
    }

    /// Completes after the commit, within the configured time, never exceptionally.
    public CompletableFuture<AgentOutcome> submit(AgentSubmission submission) {
        var pending = new Pending(submission, new CompletableFuture<>());
        if (!open) {
            pending.outcome.complete(new AgentOutcome.TryLater(Cause.STOPPING));
        } else if (!waiting.offer(pending)) {
            pending.outcome.complete(new AgentOutcome.TryLater(Cause.OVERLOADED));
        }
        // When it is stored after all, the next attempt is answered as a replay.
        return pending.outcome.completeOnTimeout(
                new AgentOutcome.TryLater(Cause.DATABASE_UNAVAILABLE),
                settings.answerWithin().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void run() {
        var taken = new ArrayList<Pending>();
        while (open || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    waiting.drainTo(taken, settings.batch() - 1);
                    taken.removeIf(each -> each.outcome.isDone());
                    write(List.copyOf(taken));
                }
            } catch (InterruptedException _) {
                // Only our own stopping interrupts the worker; the loop's condition sees to the rest.
                open = false;
            } catch (RuntimeException | Error fault) {
                // Out of memory, for one. Every sender still gets its answer, and the worker goes on.
                answer(taken, new AgentOutcome.Failed());
                log.error("{} events of agents could not be written", taken.size(), fault);
            } finally {
                taken.clear();
            }
        }
    }

    /// One event that can't be written never fails the others: halves are tried until it is alone.
    private void write(List<Pending> pending) {
        if (pending.isEmpty()) {
            return;
        }
        try {
            var outcomes = attempt(pending.stream().map(Pending::submission).toList());
            IntStream.range(0, pending.size())
                    .forEach(i -> pending.get(i).outcome.complete(outcomes.get(i)));
        } catch (RuntimeException failure) {
            if (DatabaseFailures.isUnavailable(failure)) {
                log.warn(
                        "Database unavailable; {} events of agents are answered with 503 ({})",
                        pending.size(),
                        failure.getMessage());
                answer(pending, new AgentOutcome.TryLater(Cause.DATABASE_UNAVAILABLE));
            } else if (pending.size() > 1) {
                write(pending.subList(0, pending.size() / 2));
                write(pending.subList(pending.size() / 2, pending.size()));
            } else {
                var agentId = pending.getFirst().submission.event().agentId();
                log.atError()
                        .setCause(failure)
                        .addKeyValue("agentId", agentId)
                        .log("Event of agent {} could not be written", agentId);
                answer(pending, new AgentOutcome.Failed());
            }
        }
    }

    private List<AgentOutcome> attempt(List<AgentSubmission> submissions) {
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

    private static void answer(List<Pending> pending, AgentOutcome outcome) {
        pending.forEach(each -> each.outcome.complete(outcome));
    }

    @Override
    public void start() {
        open = true;
        thread = Thread.ofPlatform().name("agent-events").start(this::run);
    }

    /// Runs after the web server has answered its last request: what still waits is written first.
    @Override
    public void stop() {
        open = false;
        var worker = thread;
        thread = null;
        if (worker != null) {
            try {
                worker.join(settings.answerWithin());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Started before the web server and stopped after it.
    @Override
    public int getPhase() {
        return 2;
    }
}
