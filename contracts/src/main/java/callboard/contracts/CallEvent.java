package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it is stored and answered.
///
/// @param id         Callboard's own id of the event, a UUIDv7
/// @param timestamp  when it happened: the sender's `occurredAt`, taken back by as much as its clock is fast, else its
///         receipt
/// @param sequence   the order in which the call's events were taken in; a history is listed by time, and leaves out
///         what Callboard had noticed and a sender belied
/// @param eventId    the sender's id, if it sent one
/// @param occurredAt when it happened by the sender's clock, if it said
/// @param receivedAt when Callboard received it
/// @param issues     figures that were left out since they can't be, told to their sender alone
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallEvent(
        UUID id,
        String callId,
        EventType type,
        Instant timestamp,
        @Nullable EventMetadata metadata,
        int sequence,
        @Nullable String eventId,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        @Nullable List<Problem.Issue> issues) {

    public CallEvent(
            UUID id,
            String callId,
            EventType type,
            Instant timestamp,
            @Nullable EventMetadata metadata,
            int sequence,
            @Nullable String eventId,
            @Nullable Instant occurredAt,
            Instant receivedAt) {
        this(id, callId, type, timestamp, metadata, sequence, eventId, occurredAt, receivedAt, null);
    }

    /// The same, with what its sender is to know of it.
    public CallEvent with(List<Problem.Issue> leftOut) {
        return leftOut.isEmpty()
                ? this
                : new CallEvent(
                        id, callId, type, timestamp, metadata, sequence, eventId, occurredAt, receivedAt, leftOut);
    }
}
