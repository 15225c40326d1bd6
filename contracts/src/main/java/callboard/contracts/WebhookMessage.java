package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that a webhook's endpoint has not taken: `GET /api/ops/webhooks/{name}/messages`.
///
/// @param id       `webhook-id`, the same in every attempt
/// @param callId   the call that it tells of, if it tells of one
/// @param at       since when it is to be sent
/// @param attempts how many there were since it was stored or replayed
/// @param nextAt   when it is tried again, after what is before it of its call
/// @param reason   why the last attempt failed, in words
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookMessage(
        String id,
        WebhookType type,
        @Nullable String callId,
        WebhookMessageState state,
        Instant at,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable String reason) {}
