package callboard.calls.intake;

import callboard.calls.clock.SenderClocks;
import callboard.contracts.AgentEvent;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.AgentEventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of an agent on its way in; the same as [Submission] for events of calls.
///
/// @param eventId    the sender's id of it, from its body or from a header
/// @param receivedAt whole microseconds, as the database keeps them
/// @param happenedAt as the sender says, never later than it was received
/// @param sender     the name of the API key, or of the connection, that it came with
public record AgentSubmission(
        AgentEventRequest event,
        @Nullable String eventId,
        Instant receivedAt,
        Instant happenedAt,
        @Nullable String sender) {

    static AgentSubmission received(
            AgentEventRequest event, @Nullable String eventId, Instant receivedAt, String sender, SenderClocks clocks) {
        return new AgentSubmission(
                event, eventId, receivedAt, clocks.happenedAt(sender, event.occurredAt(), receivedAt), sender);
    }

    boolean isTimed() {
        return event.occurredAt() != null;
    }

    /// As it is kept.
    AgentEvent at(Instant moment) {
        return switch (event) {
            case SignedIn e -> stored(AgentEventType.SIGNED_IN, moment, e.name(), e.team(), e.queues(), null);
            case StateChanged e -> stored(AgentEventType.STATE_CHANGED, moment, null, null, null, e);
            case SignedOut _ -> stored(AgentEventType.SIGNED_OUT, moment, null, null, null, null);
        };
    }

    private AgentEvent stored(
            AgentEventType type,
            Instant moment,
            @Nullable String name,
            @Nullable String team,
            @Nullable List<String> queues,
            @Nullable StateChanged change) {
        return new AgentEvent(
                event.agentId(),
                type,
                moment,
                name,
                team,
                queues,
                change == null ? null : change.state(),
                change == null ? null : change.reason(),
                eventId,
                event.occurredAt(),
                receivedAt);
    }
}
