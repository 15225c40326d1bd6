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

/// What a lane does when writing goes wrong in ways that no database can be brought to.
class LaneTest {

    private static final Outcome WRITTEN =
            new Outcome.Refused(new Decision.Rejected(Decision.Reason.UNKNOWN_CALL, "nobody knows it"));

    private final CallWriter writer = mock(CallWriter.class);
    private final GroupCommitWorker lane = new GroupCommitWorker(
            writer,
            new IntakeProperties(1, 100, 100, Duration.ofSeconds(4), Duration.ofSeconds(10)),
            new IntakeMetrics(new SimpleMeterRegistry()),
            mock(Tracing.class));

    @AfterEach
    void stop() {
        lane.close();
    }

    @Test
    void memoryThatRunsOutIsAnsweredToEverybodyAndTheLaneGoesOn() {
        when(writer.write(anyList()))
                .thenThrow(new OutOfMemoryError("as told by the test"))
                .thenAnswer(call ->
                        call.<List<?>>getArgument(0).stream().map(_ -> WRITTEN).toList());
        var first = List.of(lane.submit(event("a"), null), lane.submit(event("b"), null));
        Thread.ofPlatform().start(lane);

        await().untilAsserted(() -> assertThat(first).allMatch(CompletableFuture::isDone));
        assertThat(first).extracting(CompletableFuture::join).containsOnly(new Outcome.Failed());
        var next = lane.submit(event("c"), null);
        await().until(next::isDone);
        assertThat(next.join()).isEqualTo(WRITTEN);
    }

    @Test
    void whatFollowsAnEventThatWasGivenUpWhileItWaitedIsGivenUpToo() {
        when(writer.write(anyList()))
                .thenAnswer(call ->
                        call.<List<?>>getArgument(0).stream().map(_ -> WRITTEN).toList());
        var late = lane.submit(event("a"), null);
        var after = lane.submit(event("a"), late);
        var afterThat = lane.submit(event("a"), after);
        var other = lane.submit(event("b"), null);
        var told = new Outcome.TryLater(Cause.DATABASE_AWAY);
        late.complete(told);
        Thread.ofPlatform().start(lane);

        await().until(other::isDone);
        assertThat(other.join()).isEqualTo(WRITTEN);
        assertThat(List.of(after, afterThat))
                .extracting(CompletableFuture::join)
                .containsOnly(told);
        verify(writer, never()).write(List.of(event("a"), event("b")));
        assertThat(lane.submit(event("a"), afterThat).join()).isEqualTo(told);
    }

    private static Submission event(String callId) {
        return new Submission(new Resumed(callId, null, null), null, Instant.EPOCH, null);
    }
}
