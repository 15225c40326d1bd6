package callboard.calls.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The senders' API keys.
@Component
class ApiKeys {

    private record Key(String name, byte[] secret) {}

    private final List<Key> keys;

    ApiKeys(SecuritySettings settings) {
        keys = settings.apiKeys().stream().map(each -> each.split(":", 2))
                .map(parts -> new Key(parts[0], bytes(parts[1]))).toList();
    }

    /// The name of the key's owner. Every key is compared, each in constant time, so that timing tells nothing.
    Optional<String> owner(@Nullable String presented) {
        if (presented == null) {
            return Optional.empty();
        }
        var secret = bytes(presented);
        Optional<String> owner = Optional.empty();
        for (var key : keys) {
            if (MessageDigest.isEqual(key.secret, secret)) {
                owner = Optional.of(key.name);
            }
        }
        return owner;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
