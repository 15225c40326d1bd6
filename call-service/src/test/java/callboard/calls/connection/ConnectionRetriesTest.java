package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import callboard.calls.clock.SenderClocks;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.Recording;
import callboard.calls.intake.DeferredEvents;
import callboard.calls.intake.GroupCommit;
import callboard.calls.intake.Outcome;
import callboard.calls.intake.Submission;
import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.queue.QueueAdministration;
import callboard.calls.queue.Queues;
import callboard.contracts.CallEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// While the write path is away nothing is lost, and nothing is taken for refused that lacked what came before it.
class ConnectionRetriesTest {

    private static final Outcome LATER = new Outcome.TryLater(Outcome.Cause.DATABASE_UNAVAILABLE);
    private static final Outcome STORED = new Outcome.Stored(mock(CallEvent.class));
    private static final Outcome UNKNOWN = refused(Reason.UNKNOWN_CALL);
    private static final Outcome NO_QUEUE = refused(Reason.UNKNOWN_QUEUE);

    private final GroupCommit writePath = mock(GroupCommit.class);
    private final SenderClocks clocks = mock(SenderClocks.class);
    private final Queue<Outcome> answers = new ArrayDeque<>();
    private final List<String> submitted = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void whatIsToBeTriedAgainIsAndWhatLackedItToo() throws InterruptedException {
        take(3, LATER, UNKNOWN, STORED, LATER, UNKNOWN, STORED, STORED);

        assertThat(submitted).containsExactly("1", "2", "3", "1", "2", "1", "2");
        assertThat(outcomes).containsExactly(STORED, STORED, STORED);
    }

    @Test
    void whatWasRefusedForItselfIsNotTriedAgain() throws InterruptedException {
        take(3, UNKNOWN, LATER, NO_QUEUE, STORED);

        assertThat(submitted).containsExactly("1", "2", "3", "2");
        assertThat(outcomes).containsExactly(UNKNOWN, NO_QUEUE, STORED);
    }

    private void take(int count, Outcome... known) throws InterruptedException {
        var events = Recording.events("").subList(0, count);
        answers.addAll(List.of(known));
        when(clocks.happenedAt(any(), any(), any())).thenReturn(Instant.EPOCH);
        when(writePath.submit(any(Submission.class))).thenAnswer(call -> {
            submitted.add(String.valueOf(
                    1 + events.indexOf(call.<Submission>getArgument(0).event())));
            return CompletableFuture.completedFuture(answers.remove());
        });
        new ConnectionIntake(
                        writePath,
                        mock(DeferredEvents.class),
                        clocks,
                        mock(Queues.class),
                        mock(QueueAdministration.class),
                        mock(JdbcTemplate.class),
                        Clock.systemUTC())
                .take(new Origin("pbx", false, (_, outcome) -> outcomes.add(outcome)), events);
    }

    private static Outcome refused(Reason reason) {
        return new Outcome.Rejected(new Decision.Rejected(reason, "no"));
    }
}
