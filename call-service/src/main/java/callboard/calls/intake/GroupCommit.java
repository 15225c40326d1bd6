package callboard.calls.intake;

import callboard.calls.intake.Outcome.Cause;
import callboard.calls.lifecycle.Payload;
import callboard.calls.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The front door of the write path. Everything that moves a call comes through here, so that one call's events
/// meet
/// on one lane.
@Component
public class GroupCommit implements SmartLifecycle {

    private final List<GroupCommitWorker> lanes;
    private final IntakeProperties settings;
    private final IntakeMetrics metrics;
    private volatile List<Thread> writers = List.of();

    GroupCommit(
            CallWriter writer,
            IntakeProperties settings,
            IntakeMetrics metrics,
            Tracing tracing,
            MeterRegistry meters) {
        this.settings = settings;
        this.metrics = metrics;
        this.lanes = Stream.generate(() -> new GroupCommitWorker(writer, settings, metrics, tracing))
                .limit(settings.writers())
                .toList();
        Gauge.builder(
                        "callboard.intake.waiting",
                        lanes,
                        all -> all.stream().mapToInt(GroupCommitWorker::waiting).sum())
                .description("Events waiting for their lane")
                .register(meters);
    }

    /// Completes after the commit, within the configured time, never exceptionally.
    public CompletableFuture<Outcome> submit(Submission submission) {
        return submit(submission, null);
    }

    /// Also: is told to try later when the event before it is.
    ///
    /// @param after what becomes of that event, of the same call; it was submitted before
    CompletableFuture<Outcome> submit(Submission submission, @Nullable CompletableFuture<Outcome> after) {
        int lane = Math.floorMod(submission.event().callId().hashCode(), lanes.size());
        // A sender that is told to try later and whose event is stored after all will be answered with a replay.
        var outcome = lanes.get(lane)
                .submit(submission, after)
                .completeOnTimeout(
                        new Outcome.TryLater(Cause.DATABASE_AWAY),
                        settings.answerWithin().toMillis(),
                        TimeUnit.MILLISECONDS);
        outcome.thenAccept(known -> metrics.answered(Payload.typeOf(submission.event()), known));
        return outcome;
    }

    @Override
    public void start() {
        writers = IntStream.range(0, lanes.size())
                .mapToObj(i -> Thread.ofPlatform().name("lane-" + i).start(lanes.get(i)))
                .toList();
    }

    /// Runs after the web server has answered its last request: what still waits is written first.
    @Override
    public void stop() {
        lanes.forEach(GroupCommitWorker::close);
        for (var writer : writers) {
            try {
                writer.join(settings.answerWithin());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        writers = List.of();
    }

    @Override
    public boolean isRunning() {
        return !writers.isEmpty();
    }

    /// Started before the web server and stopped after it.
    @Override
    public int getPhase() {
        return 2;
    }
}
