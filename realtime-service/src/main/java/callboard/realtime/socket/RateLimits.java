package callboard.realtime.socket;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How many handshakes an address and how many messages a client may send. Used on the event loop only.
@Component
final class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MESSAGE_BURST_SECONDS = 10;

    private final SocketProperties properties;
    private final Map<String, Bucket> handshakes = new HashMap<>();
    private long lastEviction = System.nanoTime();

    RateLimits(SocketProperties properties) {
        this.properties = properties;
    }

    /// One session's messages.
    Bucket messages() {
        int perSecond = properties.messagesPerSecond();
        return bucket(perSecond * MESSAGE_BURST_SECONDS, perSecond);
    }

    /// Counts one handshake.
    boolean allowsHandshake(String address) {
        int perSecond = properties.handshakesPerSecond();
        evictFullBuckets(perSecond);
        return handshakes
                .computeIfAbsent(address, _ -> bucket(perSecond, perSecond))
                .tryConsume(1);
    }

    /// A full bucket is as good as a new one.
    private void evictFullBuckets(int capacity) {
        long now = System.nanoTime();
        if (now - lastEviction >= SECOND.toNanos()) {
            lastEviction = now;
            handshakes.values().removeIf(bucket -> bucket.getAvailableTokens() == capacity);
        }
    }

    private static Bucket bucket(int capacity, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, SECOND))
                .withNanosecondPrecision()
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }
}
