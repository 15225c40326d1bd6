package callboard.realtime.feed;

import callboard.realtime.room.Rooms;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// Subscribes to Redis. Starts without it, and resumes whenever it is back.
@Component
public final class CallFeed implements SmartLifecycle {

    /// Starts after the sockets and stops before them, so that nothing is sent into a closing socket.
    static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(CallFeed.class);
    private static final long CHECK_MILLIS = 1_000;
    private static final long STOPPING_SECONDS = 5;

    private final LettuceConnectionFactory redis;
    private final RedisAddress address;
    private final LastValueCache lastValues;
    private final UpdateRouter router;
    private final Resynchronizer resynchronizer;
    private final Rooms rooms;

    private @Nullable ScheduledExecutorService scheduler;
    private volatile @Nullable Subscription subscription;

    CallFeed(
            LettuceConnectionFactory redis,
            RedisAddress address,
            LastValueCache lastValues,
            UpdateRouter router,
            Resynchronizer resynchronizer,
            Rooms rooms,
            MeterRegistry meters) {
        this.redis = redis;
        this.address = address;
        this.lastValues = lastValues;
        this.router = router;
        this.resynchronizer = resynchronizer;
        this.rooms = rooms;
        meters.gauge("callboard.realtime.subscribed", this, feed -> feed.isListening() ? 1 : 0);
    }

    /// Whether updates arrive now that anybody is shown.
    public boolean isListening() {
        var now = subscription;
        return now != null && now.isListening();
    }

    @Override
    public synchronized void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("call-feed").factory());
        scheduler = executor;
        var started = subscription(executor);
        subscription = started;
        rooms.whenWanted(started::wanted);
        executor.scheduleWithFixedDelay(() -> check(started), 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Subscription subscription(ScheduledExecutorService executor) {
        var client = redis.getRequiredNativeClient();
        return address.names().isCluster()
                ? new ClusterSubscription(
                        (RedisClusterClient) client, lastValues, router, resynchronizer, rooms::wants, executor)
                : new MasterSubscription((RedisClient) client, address.uri(), lastValues, router, resynchronizer);
    }

    /// Whatever goes wrong once is tried again.
    private static void check(Subscription subscription) {
        try {
            subscription.check();
        } catch (RuntimeException failure) {
            log.error("The subscription to Redis was not checked", failure);
        }
    }

    @Override
    public synchronized void stop() {
        var executor = scheduler;
        scheduler = null;
        var stopped = subscription;
        subscription = null;
        if (executor == null || stopped == null) {
            return;
        }
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOPPING_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The subscription to Redis is still being checked");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        stopped.close();
        lastValues.disconnect();
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
