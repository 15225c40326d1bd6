package callboard.calls.webhook;

import callboard.contracts.WebhookType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message that is to be sent.
///
/// @param payload  what its `data` is, as JSON
/// @param storedAt when it was handed over
/// @param attempts how many have failed
/// @param triedAt  when the first of them was made
record Message(
        long id,
        UUID messageId,
        WebhookType type,
        @Nullable String callId,
        String payload,
        Instant storedAt,
        int attempts,
        @Nullable Instant triedAt) {

    private static final Pattern ID = Pattern.compile(
            "msg_(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})" + "(\\p{XDigit}{4})(\\p{XDigit}{12})");

    /// As `webhook-id`: without a point, which the signature separates with.
    static String word(UUID messageId) {
        return "msg_" + messageId.toString().replace("-", "");
    }

    static Optional<UUID> idOf(String word) {
        var parts = ID.matcher(word);
        return parts.matches()
                ? Optional.of(UUID.fromString("%s-%s-%s-%s-%s".formatted((Object[])
                        new String[] {parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5)})))
                : Optional.empty();
    }
}
