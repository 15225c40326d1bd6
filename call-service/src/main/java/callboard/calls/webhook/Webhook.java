package callboard.calls.webhook;

import callboard.contracts.WebhookSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A webhook as it is stored.
///
/// @param secret       encrypted; so is the one before
/// @param failingSince since when nothing was taken
/// @param reason       why, or why it was turned off by itself
/// @param deliveredAt  when something was taken last
/// @param isFull       so much waits for it that nothing more is kept
record Webhook(
        String name,
        WebhookSettings settings,
        byte[] secret,
        byte @Nullable [] oldSecret,
        @Nullable Instant oldSecretUntil,
        int version,
        String changedBy,
        Instant changedAt,
        @Nullable Instant failingSince,
        @Nullable String reason,
        @Nullable Instant deliveredAt,
        boolean isFull,
        long dropped) {

    boolean isEnabled() {
        return Boolean.TRUE.equals(settings.enabled());
    }

    /// Whether it is set up as that one was, and is not one of its name that was made after it was deleted.
    boolean isSetUpAs(Webhook earlier) {
        return version == earlier.version && changedAt.equals(earlier.changedAt);
    }

    /// What its secrets are the secrets of, for the box that keeps them.
    static String boxOf(String name) {
        return "webhook " + name;
    }
}
