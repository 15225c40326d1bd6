package callboard.calls.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The API keys and what each may do.
@Component
class ApiKeys {

    /// What a key is for.
    enum Role { INGEST, ADMIN }

    /// Whose key it is.
    record Owner(String name, Role role) {}

    private record Key(Owner owner, byte[] secret) {}

    private final List<Key> keys;

    ApiKeys(SecuritySettings settings) {
        keys = Stream.concat(settings.apiKeys().stream().map(key -> key(key, Role.INGEST)),
                settings.adminKeys().stream().map(key -> key(key, Role.ADMIN))).toList();
    }

    /// The key's owner. Every key is compared, each in constant time, so that timing tells nothing.
    Optional<Owner> owner(@Nullable String presented) {
        if (presented == null) {
            return Optional.empty();
        }
        var secret = bytes(presented);
        Optional<Owner> owner = Optional.empty();
        for (var key : keys) {
            if (MessageDigest.isEqual(key.secret, secret)) {
                owner = Optional.of(key.owner);
            }
        }
        return owner;
    }

    private static Key key(String setting, Role role) {
        var parts = setting.split(":", 2);
        return new Key(new Owner(parts[0], role), bytes(parts[1]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
