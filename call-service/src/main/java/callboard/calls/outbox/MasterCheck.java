package callboard.calls.outbox;

import callboard.calls.background.BackgroundLoop;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Finds out when the connection to Redis stands where nobody listens any more: at a master that was paused, say, and
/// takes everything when it comes back, until it is told that another has taken its place. What is written by that
/// connection must be read by one that is opened where the address leads now, which with Sentinel is the master.
///
/// A cluster's nodes know what is theirs and say so; of it is only asked whether it has lost what it took.
@Component
class MasterCheck {

    private static final Logger log = LoggerFactory.getLogger(MasterCheck.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis;
    private final Publisher publisher;
    private final boolean isCluster;
    private final String key = "callboard:probe:" + UUID.randomUUID();
    private long number;

    MasterCheck(
            LettuceConnectionFactory connections,
            StringRedisTemplate redis,
            RedisAddress address,
            Publisher publisher) {
        this.isCluster = address.names().isCluster();
        this.connections = connections;
        this.redis = redis;
        this.publisher = publisher;
    }

    @Bean
    static BackgroundLoop masterCheckLoop(MasterCheck check) {
        return BackgroundLoop.every(EVERY, "redis-check", check::checkOnce);
    }

    void checkOnce() {
        if (isCluster) {
            publisher.repair();
        } else {
            followMaster();
        }
    }

    private void followMaster() {
        try {
            var written = Long.toString(++number);
            redis.opsForValue().set(key, written, EVERY.multipliedBy(10));
            if (isElsewhere(written)) {
                log.warn("Redis has another master; connecting to that one");
                connections.resetConnection();
            }
            publisher.repair();
        } catch (DataAccessException unavailable) {
            // It answers nothing, or takes nothing any more; a new connection looks where the master is.
            connections.resetConnection();
            throw unavailable;
        }
    }

    /// False while no other connection can be opened: what works goes on without its sentinels.
    private boolean isElsewhere(String written) {
        var client = (RedisClient) connections.getRequiredNativeClient();
        try (var opened = client.connect()) {
            return !written.equals(opened.sync().get(key));
        } catch (RedisException unavailable) {
            log.debug("No connection to Redis was opened to compare", unavailable);
            return false;
        }
    }
}
