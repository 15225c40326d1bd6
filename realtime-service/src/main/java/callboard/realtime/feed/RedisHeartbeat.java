package callboard.realtime.feed;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Detects a Redis that keeps its connections open but no longer answers.
///
/// It counts checks instead of taking the time, so that a process that was suspended itself does not blame Redis.
final class RedisHeartbeat {

    private static final Logger log = LoggerFactory.getLogger(RedisHeartbeat.class);
    private static final int SILENT_AFTER = 5;

    private @Nullable RedisFuture<String> ping;
    private int unanswered;

    void reset() {
        ping = null;
        unanswered = 0;
    }

    /// Pings the connection unless a ping is still unanswered.
    ///
    /// @return whether it has now been silent for so many checks that it should be replaced
    boolean isSilent(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        unanswered = ping == null || isAnswered(ping) ? 0 : unanswered + 1;
        if (ping == null || ping.isDone()) {
            try {
                ping = connection.async().ping();
            } catch (RedisException closed) {
                // The next check finds it closed.
                log.debug("Redis could not be pinged", closed);
            }
        }
        return unanswered == SILENT_AFTER;
    }

    private static boolean isAnswered(RedisFuture<String> ping) {
        return ping.isDone() && !ping.toCompletableFuture().isCompletedExceptionally();
    }
}
