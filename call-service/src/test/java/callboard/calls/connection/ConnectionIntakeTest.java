package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.SharedService;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.Recording;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.intake.Outcome;
import callboard.contracts.CallStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A recording of a real Asterisk comes to the same calls in a service as it runs.
class ConnectionIntakeTest {

    private final String sender = "asterisk-" + UUID.randomUUID();
    private final ConnectionIntake intake = SharedService.SERVICE.bean(ConnectionIntake.class);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Origin origin = new Origin(sender, true, (_, outcome) -> outcomes.add(outcome));

    @Test
    void aRecordedCallCentreIsStoredAsItWas() throws InterruptedException {
        var events = Recording.events(sender);

        intake.take(origin, events);

        assertThat(outcomes).hasSameSizeAs(events).allMatch(Outcome.Stored.class::isInstance);
        assertThat(intake.known(sender)).isEmpty();
        for (var truth : Recording.truth()) {
            var visit = call(truth.call()).path("visits").path(truth.visit() - 1);
            assertThat(visit.path("queueId").asString()).isEqualTo(truth.queue() + sender);
            assertThat(visit.path("agentId").asString("")).as(truth.toString()).isEqualTo(truth.agent());
            assertThat(visit.path("waitTime").asDouble()).isCloseTo(truth.waited(), within(0.06));
        }

        outcomes.clear();
        intake.take(origin, events);
        assertThat(outcomes).hasSameSizeAs(events).allMatch(Outcome.Replayed.class::isInstance);
    }

    @Test
    void whatHasNotEndedIsKnown() throws InterruptedException {
        var events = Recording.events(sender);

        intake.take(origin, events.subList(0, 2));

        assertThat(intake.known(sender))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .returns(CallStatus.WAITING, KnownCall::status)
                        .returns(false, KnownCall::isAnswered)
                        .returns(List.of("Ana García"), KnownCall::ringing));
    }

    @Test
    void aQueueThatIsNotToBeMadeIsRefused() throws InterruptedException {
        intake.take(
                new Origin(sender, false, (_, outcome) -> outcomes.add(outcome)),
                Recording.events(sender).subList(0, 2));

        assertThat(outcomes).hasSize(2).allMatch(Outcome.Rejected.class::isInstance);
    }

    private JsonNode call(String id) {
        var answer =
                SharedService.SERVICE.api.get("/api/calls/" + URLEncoder.encode(id + sender, StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
