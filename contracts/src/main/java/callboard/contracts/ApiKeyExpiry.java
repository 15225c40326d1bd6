package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Until when a key is good: `PUT /api/ops/keys/{id}/expiry`.
///
/// @param expiresAt in the future; absent for a key that is good until it is revoked
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyExpiry(@Nullable @InstantInRange Instant expiresAt) {}
