package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that was sent, and what came of it: `GET /api/ops/webhooks/{name}/attempts`.
///
/// @param messageId `webhook-id`
/// @param at        when it was sent
/// @param took      seconds
/// @param ok        whether it was taken
/// @param status    of the answer, if there was one
/// @param reason    why it was not taken, in words
/// @param answer    the answer's text, 500 characters of it at most
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookAttempt(
        String messageId,
        WebhookType type,
        @Nullable String callId,
        Instant at,
        double took,
        boolean ok,
        @Nullable Integer status,
        @Nullable String reason,
        String answer) {}
