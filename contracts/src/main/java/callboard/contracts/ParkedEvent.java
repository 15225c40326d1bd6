package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that came too early and waits for its turn: the body of a 202, and an entry of `GET /api/ops/parked`.
///
/// @param id         Callboard's id of the parking, not of the event that may come of it
/// @param timestamp  when it happened
/// @param receivedAt when it was received
/// @param until      when waiting ends
/// @param reason     why it was rejected: `expired`, `stale` when the call has moved beyond its time, or what a sender
/// would have been
///         answered
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParkedEvent(
        UUID id,
        String callId,
        EventType type,
        ParkedState state,
        Instant timestamp,
        Instant receivedAt,
        Instant until,
        @Nullable String reason) {}
