package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a webhook is doing.
///
/// @param failingSince since when nothing was taken
/// @param reason       why, or why it was turned off by itself, in words
/// @param deliveredAt  when something was taken last
/// @param waiting      how many messages are still to be sent, or sent again
/// @param oldestAt     since when the oldest of them waits
/// @param failed       how many were given up
/// @param dropped      how many were never kept, since too many waited
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookState(
        WebhookStatus status,
        @Nullable Instant failingSince,
        @Nullable String reason,
        @Nullable Instant deliveredAt,
        long waiting,
        @Nullable Instant oldestAt,
        long failed,
        long dropped) {}
