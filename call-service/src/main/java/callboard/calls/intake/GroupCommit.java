package callboard.calls.intake;

import static java.util.stream.Collectors.groupingBy;

import callboard.calls.intake.Outcome.Cause;
import callboard.calls.intake.SharedTransaction.Pending;
import callboard.calls.lifecycle.Payload;
import callboard.calls.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Where senders' events enter the write path. Each is queued with the worker of its call, so that one worker
/// writes all of a call's events.
@Component
public class GroupCommit implements SmartLifecycle {

    /// Transactions at a time of what is long past, for all imports together.
    private static final int PAST_LANES = 2;

    private final List<GroupCommitWorker<Submission, Outcome>> workers;
    private final GroupCommitWorker<AgentSubmission, AgentOutcome> agents;
    private final SharedTransaction<Submission, Outcome> past;
    private final IntakeProperties settings;
    private final IntakeMetrics metrics;
    private final ExecutorService pastLanes = Executors.newFixedThreadPool(
            PAST_LANES, Thread.ofPlatform().name("past-", 0).daemon().factory());
    private volatile List<Thread> threads = List.of();

    GroupCommit(
            CallWriter writer,
            AgentEventWriter agentWriter,
            IntakeProperties settings,
            IntakeMetrics metrics,
            Tracing tracing,
            MeterRegistry meters) {
        this.settings = settings;
        this.metrics = metrics;
        var writing = new CallWriting(writer::write, metrics, tracing);
        this.workers = Stream.generate(() -> new GroupCommitWorker<>(writing, settings))
                .limit(settings.workers())
                .toList();
        this.agents = new GroupCommitWorker<>(agentWriter, settings);
        this.past = new SharedTransaction<>(new CallWriting(writer::writePast, metrics, tracing), _ -> {});
        Gauge.builder(
                        "callboard.intake.waiting",
                        workers,
                        all -> all.stream().mapToInt(GroupCommitWorker::waiting).sum())
                .description("Events waiting for their transaction")
                .register(meters);
    }

    /// Completes after the commit, within the configured time, never exceptionally.
    public CompletableFuture<Outcome> submit(Submission submission) {
        return submit(submission, null);
    }

    /// Also: its sender is to try later when that of the event before it is.
    ///
    /// @param after what becomes of that event, of the same call; it was submitted before
    CompletableFuture<Outcome> submit(Submission submission, @Nullable CompletableFuture<Outcome> after) {
        int worker = Math.floorMod(submission.event().callId().hashCode(), workers.size());
        // When the answer is to try later and the event is stored after all, the next attempt is answered as a replay.
        var outcome = workers.get(worker)
                .submit(submission, after)
                .completeOnTimeout(
                        new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE),
                        settings.answerWithin().toMillis(),
                        TimeUnit.MILLISECONDS);
        outcome.thenAccept(known -> metrics.answered(Payload.typeOf(submission.event()), known));
        return outcome;
    }

    /// The same for what is told of an agent: by one worker beside those of calls, so that a shift that begins delays
    /// no call.
    public CompletableFuture<AgentOutcome> submit(AgentSubmission submission) {
        return agents.submit(submission, null)
                .completeOnTimeout(
                        new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE),
                        settings.answerWithin().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Stores what whole calls of the past came to, and returns when what became of each event is certain, in their
    /// order. They share a transaction for each lane, beside those of events that somebody waits for.
    public List<Outcome> storePast(List<Submission> submissions) {
        var pending = submissions.stream()
                .map(each -> Pending.<Submission, Outcome>of(each, null))
                .toList();
        var lanes = pending.stream()
                .collect(groupingBy(
                        each -> Math.floorMod(each.submission().event().callId().hashCode(), PAST_LANES)))
                .values()
                .stream()
                .map(some -> CompletableFuture.runAsync(() -> past.write(some), pastLanes))
                .toList();
        lanes.forEach(CompletableFuture::join);
        return pending.stream()
                .map(each -> {
                    var outcome = each.outcome().join();
                    metrics.answered(Payload.typeOf(each.submission().event()), outcome);
                    return outcome;
                })
                .toList();
    }

    @Override
    public void start() {
        threads = Stream.concat(
                        IntStream.range(0, workers.size())
                                .mapToObj(i -> Thread.ofPlatform()
                                        .name("group-commit-" + i)
                                        .start(workers.get(i))),
                        Stream.of(Thread.ofPlatform().name("agent-events").start(agents)))
                .toList();
    }

    /// Runs after the web server has answered its last request: what still waits is written first.
    @Override
    public void stop() {
        workers.forEach(GroupCommitWorker::close);
        agents.close();
        for (var thread : threads) {
            try {
                thread.join(settings.answerWithin());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /// Started before the web server and stopped after it.
    @Override
    public int getPhase() {
        return 2;
    }
}
