package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it is stored and answered.
///
/// @param id         Callboard's own id of the event, a UUIDv7
/// @param timestamp  when it happened: the sender's `occurredAt` unless that lies in the future, else its receipt
/// @param sequence   its place in the call's history: 1, 2, 3 … without gaps
/// @param eventId    the sender's id, if it sent one
/// @param occurredAt when it happened by the sender's clock, if it said
/// @param receivedAt when Callboard received it
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
        Instant receivedAt) {}
