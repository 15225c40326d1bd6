package callboard.realtime.ops;

import callboard.realtime.feed.CallFeed;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while not subscribed to Redis. Sockets stay open then, and readiness is not affected.
@Component
final class FeedHealthIndicator implements HealthIndicator {

    private final CallFeed feed;

    FeedHealthIndicator(CallFeed feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        return feed.isListening()
                ? Health.up().build()
                : Health.down().withDetail("reason", "not subscribed to Redis").build();
    }
}
