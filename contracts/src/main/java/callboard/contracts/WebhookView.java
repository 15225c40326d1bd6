package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A webhook: `GET /api/ops/webhooks`.
///
/// @param version        counts the changes
/// @param oldSecretUntil until when the secret before signs too
/// @param secret         `whsec_…`: what messages are signed with; only in the answer that makes the webhook
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
        String name,
        WebhookSettings settings,
        int version,
        String changedBy,
        Instant changedAt,
        @Nullable Instant oldSecretUntil,
        WebhookState state,
        @Nullable String secret) {

    /// The same, with the secret that was just made.
    public WebhookView with(String newSecret) {
        return new WebhookView(name, settings, version, changedBy, changedAt, oldSecretUntil, state, newSecret);
    }

    /// Without the secret: it may end in a log.
    @Override
    public String toString() {
        return "WebhookView[" + name + "]";
    }
}
