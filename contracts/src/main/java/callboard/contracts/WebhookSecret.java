package callboard.contracts;

import java.time.Instant;

/// A webhook's new secret, which is never shown again: `POST /api/ops/webhooks/{name}/secret`.
///
/// @param secret   `whsec_…`
/// @param oldUntil until when the secret before signs too
public record WebhookSecret(String secret, Instant oldUntil) {

    /// Without the secret: it may end in a log.
    @Override
    public String toString() {
        return "WebhookSecret[" + oldUntil + "]";
    }
}
