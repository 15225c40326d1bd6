package callboard.calls.intake;

import callboard.contracts.CallEventRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event on its way in.
///
/// @param eventId     the sender's id of it, from its body or from a header
/// @param receivedAt  whole microseconds, as the database keeps them
/// @param traceparent W3C trace context of the request that brought it
public record Submission(
        CallEventRequest event,
        @Nullable String eventId,
        Instant receivedAt,
        @Nullable String traceparent) {

    /// When it happened: as the sender says, but never later than it was received.
    Instant happenedAt() {
        var occurredAt = event.occurredAt();
        return occurredAt == null || occurredAt.isAfter(receivedAt) ? receivedAt : occurredAt;
    }
}
