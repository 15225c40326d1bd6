package callboard.realtime.feed;

import callboard.contracts.Channels;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
public final class CallFeed extends RedisPubSubAdapter<byte[], byte[]> implements SmartLifecycle {

    /// Starts after the sockets and stops before them, so that nothing is sent into a closing socket.
    static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(CallFeed.class);
    private static final long RETRY_MILLIS = 500;
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final LettuceConnectionFactory redis;
    private final RedisAddress address;
    private final LastValueCache lastValues;
    private final UpdateRouter router;
    private final Resynchronizer resynchronizer;
    private final RedisHeartbeat heartbeat = new RedisHeartbeat();

    private @Nullable ScheduledExecutorService scheduler;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private @Nullable StatefulRedisConnection<byte[], byte[]> reader;
    private volatile boolean listening;

    CallFeed(
            LettuceConnectionFactory redis,
            RedisAddress address,
            LastValueCache lastValues,
            UpdateRouter router,
            Resynchronizer resynchronizer,
            MeterRegistry meters) {
        this.redis = redis;
        this.address = address;
        this.lastValues = lastValues;
        this.router = router;
        this.resynchronizer = resynchronizer;
        meters.gauge("callboard.realtime.subscribed", this, feed -> feed.isListening() ? 1 : 0);
    }

    /// Whether updates arrive now.
    public boolean isListening() {
        return listening;
    }

    @Override
    public void message(byte[] channel, byte[] message) {
        String name = new String(channel, StandardCharsets.UTF_8);
        if (name.equals(RedisHeartbeat.CHANNEL)) {
            heartbeat.hear(message);
        } else {
            router.route(name, message);
        }
    }

    /// Also after every reconnection, which Lettuce does by itself: from now on updates arrive again.
    @Override
    public void subscribed(byte[] channel, long count) {
        if (new String(channel, StandardCharsets.UTF_8).equals(Channels.CALL_STATUS_UPDATES)) {
            log.info("Subscribed to Redis");
            resynchronizer.resynchronize();
            listening = true;
        }
    }

    @Override
    public synchronized void start() {
        scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("call-feed").factory());
        scheduler.execute(this::connect);
        scheduler.scheduleWithFixedDelay(
                this::checkHeartbeat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        var executor = scheduler;
        scheduler = null;
        if (executor == null) {
            return;
        }
        executor.shutdownNow();
        var open = connection;
        connection = null;
        listening = false;
        if (open != null) {
            open.removeListener(this);
            open.close();
        }
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

    /// Lettuce reconnects a connection by itself, but does not retry the first attempt.
    private void connect() {
        try {
            var values = lastValues.connect(client());
            var opened = client().connectPubSub(ByteArrayCodec.INSTANCE);
            synchronized (this) {
                if (scheduler == null) {
                    opened.closeAsync();
                    lastValues.disconnect();
                    return;
                }
                connection = opened;
                reader = values;
                heartbeat.reset();
            }
            opened.addListener(this);
            opened.addListener(new Disconnection());
            opened.async()
                    .subscribe(
                            bytes(Channels.CALL_STATUS_UPDATES),
                            bytes(Channels.CALL_ALERTS),
                            bytes(Channels.CALL_ALERTS_ACKNOWLEDGED),
                            bytes(Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE),
                            bytes(Channels.CALL_ALERTS_CLEARED),
                            bytes(Channels.CALLBACK_CLAIMS),
                            bytes(Channels.CALL_STATS),
                            bytes(Channels.AGENT_UPDATES),
                            bytes(RedisHeartbeat.CHANNEL))
                    .exceptionally(refused -> {
                        opened.closeAsync();
                        retry(refused);
                        return null;
                    });
        } catch (RedisException unavailable) {
            retry(unavailable);
        }
    }

    private synchronized void checkHeartbeat() {
        var open = connection;
        if (open == null || reader == null || !open.isOpen()) {
            // Lettuce reconnects by itself.
            heartbeat.reset();
        } else if (heartbeat.isSilent(reader, client(), address.uri())) {
            log.warn("Nothing is heard of what Redis takes; updates are paused until a new connection is subscribed");
            listening = false;
            connection = null;
            open.removeListener(this);
            open.closeAsync();
            lastValues.disconnect();
            Objects.requireNonNull(scheduler, "only runs between start and stop")
                    .execute(this::connect);
        }
    }

    private RedisClient client() {
        return (RedisClient) redis.getRequiredNativeClient();
    }

    private synchronized void retry(Throwable failure) {
        if (scheduler != null) {
            log.warn("Redis unavailable ({}); retrying in {} ms", failure.getMessage(), RETRY_MILLIS);
            scheduler.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private final class Disconnection implements RedisConnectionStateListener {

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            // Not one that was replaced: it is closed after its successor was opened.
            if (gone.equals(connection) && listening) {
                listening = false;
                log.warn("Connection to Redis lost; updates are paused until it is back");
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
