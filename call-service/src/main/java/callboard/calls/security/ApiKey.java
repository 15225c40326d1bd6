package callboard.calls.security;

import callboard.contracts.KeyRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key that is alive, without its secret.
public final class ApiKey {

    /// Null for a key of the configuration.
    final @Nullable UUID id;
    final String name;
    final KeyRole role;
    /// What its events may be signed with.
    final List<byte[]> signingSecrets;
    final RateLimit rateLimit;
    final @Nullable Instant expiresAt;
    /// Whether it was used since this was last asked. Written with every request, so no more than a plain field.
    private boolean used;

    ApiKey(
            @Nullable UUID id,
            String name,
            KeyRole role,
            List<byte[]> signingSecrets,
            RateLimit rateLimit,
            @Nullable Instant expiresAt) {
        this.id = id;
        this.name = name;
        this.role = role;
        this.signingSecrets = List.copyOf(signingSecrets);
        this.rateLimit = rateLimit;
        this.expiresAt = expiresAt;
    }

    public String name() {
        return name;
    }

    public RateLimit rateLimit() {
        return rateLimit;
    }

    void use() {
        used = true;
    }

    /// Answers once for any number of uses.
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }
}
