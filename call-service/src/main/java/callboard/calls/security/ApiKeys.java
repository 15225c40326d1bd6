package callboard.calls.security;

import callboard.calls.background.BackgroundLoop;
import callboard.contracts.ApiKeyView;
import callboard.contracts.KeyRole;
import callboard.contracts.viewer.SecretHash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The API keys that are alive, in memory: those of the configuration, and those of the database, read again
/// every few seconds. While the database is unavailable, what was last read stays.
@Component
class ApiKeys implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);

    /// Two keys of one sender share one limit.
    private record Sender(String name, KeyRole role) {}

    private final SecurityProperties settings;
    private final KeyRepository rows;
    private final Clock clock;
    private final Map<SecretHash, ApiKey> configured;
    private final Map<Sender, RateLimit> rateLimits = new ConcurrentHashMap<>();
    private volatile Map<SecretHash, ApiKey> alive;
    private volatile boolean started;

    ApiKeys(SecurityProperties settings, KeyRepository rows, Clock clock) {
        this.settings = settings;
        this.rows = rows;
        this.clock = clock;
        configured = configured();
        alive = configured;
    }

    /// The key of that secret; null when there is none. One hash and one look-up.
    @Nullable
    ApiKey find(String secret) {
        var key = alive.get(SecretHash.of(secret));
        return key == null || key.expiresAt != null && !clock.instant().isBefore(key.expiresAt) ? null : key;
    }

    /// Those of the configuration, as operators see them.
    List<ApiKeyView> ofTheConfiguration() {
        return configured.values().stream()
                .map(key -> new ApiKeyView(
                        null,
                        key.name,
                        key.role,
                        !key.signingSecrets.isEmpty(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    @Bean
    static BackgroundLoop apiKeysLoop(ApiKeys keys, SecurityProperties settings) {
        return BackgroundLoop.every(settings.rereadKeys(), "api-keys", keys::read);
    }

    /// Before the web server starts, and not while beans are still being made: Hibernate, which starts on a
    /// thread of its own, makes some too.
    @Override
    public void start() {
        started = true;
        try {
            read();
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn("API keys can't be read yet ({}); those of the configuration are valid", unavailable.getMessage());
        }
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /// Learns of keys that were made or revoked.
    synchronized void read() {
        var known = alive;
        var used = known.values().stream()
                .filter(key -> key.id != null && key.wasUsed())
                .map(key -> Objects.requireNonNull(key.id))
                .toList();
        if (!used.isEmpty()) {
            rows.used(used);
        }
        var found = rows.findByRevokedAtIsNull();
        var now = clock.instant();
        if (found.stream().anyMatch(row -> row.isOver(now))) {
            rows.endExpired(now);
        }
        var keys = new HashMap<SecretHash, ApiKey>();
        for (var row : found) {
            var before = known.get(row.hash());
            keys.put(
                    row.hash(),
                    before != null && row.id().equals(before.id) && Objects.equals(row.expiresAt(), before.expiresAt)
                            ? before
                            : new ApiKey(
                                    row.id(),
                                    row.name(),
                                    row.role(),
                                    row.signingSecrets(),
                                    rateLimit(row.name(), row.role(), row.eventsPerSecond()),
                                    row.expiresAt()));
        }
        keys.putAll(configured);
        alive = Map.copyOf(keys);
    }

    private Map<SecretHash, ApiKey> configured() {
        var keys = new HashMap<SecretHash, ApiKey>();
        add(keys, settings.apiKeys(), KeyRole.INGEST);
        add(keys, settings.adminKeys(), KeyRole.ADMIN);
        add(keys, settings.readKeys(), KeyRole.READ);
        return Map.copyOf(keys);
    }

    private void add(Map<SecretHash, ApiKey> keys, List<String> configured, KeyRole role) {
        for (var setting : configured) {
            var parts = setting.split(":", 2);
            var key = new ApiKey(null, parts[0], role, signingSecrets(parts[0]), rateLimit(parts[0], role, null), null);
            var other = keys.put(SecretHash.configured(parts[1]), key);
            if (other != null && !other.name.equals(key.name)) {
                throw new IllegalArgumentException(
                        "%s and %s have the same API key: give each its own".formatted(other.name, key.name));
            }
        }
    }

    private List<byte[]> signingSecrets(String name) {
        var secrets = new ArrayList<byte[]>();
        for (var setting : settings.signingSecrets()) {
            var parts = setting.split(":whsec_", 2);
            if (parts[0].equals(name)) {
                secrets.add(Base64.getDecoder().decode(parts[1]));
            }
        }
        return secrets;
    }

    /// Goes on as it was unless its limit changed.
    private RateLimit rateLimit(String name, KeyRole role, @Nullable Integer eventsPerSecond) {
        int limit = eventsPerSecond == null ? settings.eventsPerSecond() : eventsPerSecond;
        return rateLimits.compute(
                new Sender(name, role),
                (_, before) -> before != null && before.eventsPerSecond == limit ? before : new RateLimit(limit));
    }
}
