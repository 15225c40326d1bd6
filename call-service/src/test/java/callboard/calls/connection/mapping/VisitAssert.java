package callboard.calls.connection.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import org.jspecify.annotations.Nullable;

/// A visit to a queue, as it was to be.
record VisitAssert(
        String queue, @Nullable String agent, VisitOutcome outcome, double waited, double talked, double held) {

    void isLike(Visit visit) {
        assertThat(visit.queueId()).isEqualTo(queue);
        assertThat(visit.agentId()).isEqualTo(agent);
        assertThat(visit.outcome()).isEqualTo(outcome);
        assertThat(visit.waitTime()).isEqualTo(waited);
        assertThat(visit.talkTime()).isEqualTo(talked);
        assertThat(visit.holdTime()).isEqualTo(held);
    }
}
