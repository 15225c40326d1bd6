package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key as operators see it: everything but its secrets.
///
/// @param id              to revoke it by; absent for a key of the configuration, which is changed there
/// @param signed          whether it has a secret that events can be signed with
/// @param eventsPerSecond absent where the configuration's limit holds
/// @param lastUsedAt      within a minute or so
/// @param revokedBy       `expiry` for one that came to its end
/// @param expiresAt       when it comes to its end by itself; absent while none is set
/// @param lag             seconds by which the times of its sender's events lag behind their receipt, at the least in
///         the last minute; negative when the sender's clock is fast; absent when it told no times lately
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyView(
        @Nullable UUID id,
        String name,
        KeyRole role,
        boolean signed,
        @Nullable Integer eventsPerSecond,
        @Nullable String createdBy,
        @Nullable Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt,
        @Nullable Instant expiresAt,
        @Nullable Double lag) {

    /// The same, with how far the events that come with it lag behind.
    public ApiKeyView lagging(@Nullable Duration lag) {
        return new ApiKeyView(
                id,
                name,
                role,
                signed,
                eventsPerSecond,
                createdBy,
                createdAt,
                lastUsedAt,
                revokedBy,
                revokedAt,
                expiresAt,
                lag == null ? null : lag.toMillis() / 1000.0);
    }
}
