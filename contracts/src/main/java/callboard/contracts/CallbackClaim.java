package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody has said that they call the caller of a lost call back: `GET /api/callbacks`. Once they have said so, or no
/// longer will, it goes to everybody on channel `callback-claims` and pushed as `callback_claim`.
///
/// @param callId  the lost call
/// @param queueId the queue that the call is in
/// @param by      the name of who calls back; absent when nobody does any longer
/// @param at      since when they say so; without `by`, since when nobody does
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallbackClaim(
        String callId, String queueId, @Nullable String by, Instant at) {}
