package callboard.calls.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import callboard.calls.intake.Outcome.Cause;
import callboard.calls.lifecycle.Decision;
import callboard.calls.tracing.Tracing;
import callboard.contracts.CallEventRequest.Resumed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a worker does when writing goes wrong in ways that no database can be brought to.
class GroupCommitWorkerTest {

    private static final Outcome WRITTEN =
            new Outcome.Rejected(new Decision.Rejected(Decision.Reason.UNKNOWN_CALL, "not known"));

    private final CallWriter writer = mock(CallWriter.class);
    private final GroupCommitWorker<Submission, Outcome> worker = new GroupCommitWorker<>(
            new CallWriting(writer::write, new IntakeMetrics(new SimpleMeterRegistry()), mock(Tracing.class)),
            new IntakeProperties(1, 100, 100, Duration.ofSeconds(4), Duration.ofSeconds(10)));

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void outOfMemoryIsAnsweredToEverySenderAndTheWorkerGoesOn() {
        when(writer.write(anyList()))
                .thenThrow(new OutOfMemoryError("by the test"))
                .thenAnswer(call ->
                        call.<List<?>>getArgument(0).stream().map(_ -> WRITTEN).toList());
        var first = List.of(worker.submit(event("a"), null), worker.submit(event("b"), null));
        Thread.ofPlatform().start(worker);

        await().untilAsserted(() -> assertThat(first).allMatch(CompletableFuture::isDone));
        assertThat(first).extracting(CompletableFuture::join).containsOnly(new Outcome.Failed());
        var next = worker.submit(event("c"), null);
        await().until(next::isDone);
        assertThat(next.join()).isEqualTo(WRITTEN);
    }

    @Test
    void whatFollowsAnEventThatTimedOutIsToBeSentAgainToo() {
        when(writer.write(anyList()))
                .thenAnswer(call ->
                        call.<List<?>>getArgument(0).stream().map(_ -> WRITTEN).toList());
        var late = worker.submit(event("a"), null);
        var after = worker.submit(event("a"), late);
        var afterThat = worker.submit(event("a"), after);
        var other = worker.submit(event("b"), null);
        var tryLater = new Outcome.TryLater(Cause.DATABASE_UNAVAILABLE);
        late.complete(tryLater);
        Thread.ofPlatform().start(worker);

        await().until(other::isDone);
        assertThat(other.join()).isEqualTo(WRITTEN);
        assertThat(List.of(after, afterThat))
                .extracting(CompletableFuture::join)
                .containsOnly(tryLater);
        verify(writer, never()).write(List.of(event("a"), event("b")));
        assertThat(worker.submit(event("a"), afterThat).join()).isEqualTo(tryLater);
    }

    private static Submission event(String callId) {
        return new Submission(new Resumed(callId, null, null), null, Instant.EPOCH, Instant.EPOCH, null, null);
    }
}
