package callboard.calls.intake;

import callboard.calls.clock.SenderClocks;
import callboard.calls.lifecycle.Parties;
import callboard.calls.lifecycle.Payload;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.EventMetadata;
import callboard.contracts.NumberPrivacy;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One event on its way in.
///
/// @param eventId     the sender's id of it, from its body or from a header
/// @param receivedAt  whole microseconds, as the database keeps them
/// @param happenedAt  as the sender says, never later than it was received
/// @param sender      the name of the API key that it came with
/// @param traceparent W3C trace context of the request that brought it
public record Submission(
        CallEventRequest event,
        @Nullable String eventId,
        Instant receivedAt,
        Instant happenedAt,
        @Nullable String sender,
        @Nullable String traceparent) {

    /// As it was received.
    static Submission received(
            CallEventRequest event,
            @Nullable String eventId,
            Instant receivedAt,
            String sender,
            SenderClocks clocks,
            @Nullable String traceparent) {
        var happenedAt = clocks.happenedAt(sender, event.occurredAt(), receivedAt);
        return new Submission(event, eventId, receivedAt, happenedAt, sender, traceparent);
    }

    boolean isTimed() {
        return event.occurredAt() != null;
    }

    Submission notBefore(Instant latest) {
        return happenedAt.isBefore(latest)
                ? new Submission(event, eventId, receivedAt, latest, sender, traceparent)
                : this;
    }

    /// As it is kept.
    CallEvent stored(UUID id, EventMetadata metadata, int sequence) {
        return new CallEvent(
                id,
                event.callId(),
                Payload.typeOf(event),
                happenedAt,
                metadata,
                sequence,
                eventId,
                event.occurredAt(),
                receivedAt);
    }

    /// With as much of who is on the line as its queue keeps.
    Submission kept(Function<String, NumberPrivacy> numbers) {
        if (!(event instanceof Initiated beginning)) {
            return this;
        }
        var privacy = numbers.apply(beginning.queueId());
        return privacy == NumberPrivacy.KEEP
                ? this
                : new Submission(
                        Parties.kept(beginning, privacy), eventId, receivedAt, happenedAt, sender, traceparent);
    }

    Submission within(@Nullable String span) {
        return new Submission(event, eventId, receivedAt, happenedAt, sender, span);
    }
}
