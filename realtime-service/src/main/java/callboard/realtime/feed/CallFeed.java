package callboard.realtime.feed;

import callboard.contracts.Channels;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
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

/// Listens to Redis. Starts without it, and goes on whenever it is back.
@Component
public final class CallFeed extends RedisPubSubAdapter<byte[], byte[]> implements SmartLifecycle {

    /// Starts after the sockets and stops before them, so that nothing is sent into a closing socket.
    static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(CallFeed.class);
    private static final long RETRY_MILLIS = 500;
    private static final long PING_MILLIS = 1_000;
    /// So many looks in a row without an answer. As looks are counted, a process that stood still itself does not
    /// take
    /// Redis for silent.
    private static final int SILENT_AFTER = 5;

    private final LettuceConnectionFactory redis;
    private final LastValues lastValues;
    private final Updates updates;
    private final Gap gap;

    private @Nullable ScheduledExecutorService connecting;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private volatile boolean listening;
    private @Nullable RedisFuture<String> ping;
    private int unanswered;

    CallFeed(LettuceConnectionFactory redis, LastValues lastValues, Updates updates, Gap gap, MeterRegistry meters) {
        this.redis = redis;
        this.lastValues = lastValues;
        this.updates = updates;
        this.gap = gap;
        meters.gauge("callboard.realtime.subscribed", this, feed -> feed.isListening() ? 1 : 0);
    }

    /// Whether updates arrive now.
    public boolean isListening() {
        return listening;
    }

    @Override
    public void message(byte[] channel, byte[] message) {
        updates.take(new String(channel, StandardCharsets.UTF_8), message);
    }

    /// Also after every reconnection, which Lettuce does by itself. Only now do updates arrive again.
    @Override
    public void subscribed(byte[] channel, long count) {
        if (new String(channel, StandardCharsets.UTF_8).equals(Channels.CALL_STATUS_UPDATES)) {
            log.info("Listening to Redis");
            gap.close();
            listening = true;
        }
    }

    @Override
    public synchronized void start() {
        connecting = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("call-feed").factory());
        connecting.execute(this::connect);
        connecting.scheduleWithFixedDelay(this::lookAfter, PING_MILLIS, PING_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        var executor = connecting;
        connecting = null;
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
        return connecting != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /// Lettuce keeps a connection once there was one; getting the first is ours.
    private void connect() {
        try {
            if (!(redis.getRequiredNativeClient() instanceof RedisClient client)) {
                throw new IllegalStateException(
                        "The feed listens to one Redis, not to a cluster; check spring.data.redis");
            }
            lastValues.connect(client);
            var opened = client.connectPubSub(ByteArrayCodec.INSTANCE);
            synchronized (this) {
                if (connecting == null) {
                    opened.closeAsync();
                    lastValues.disconnect();
                    return;
                }
                connection = opened;
                ping = null;
                unanswered = 0;
            }
            opened.addListener(this);
            opened.addListener(new Disconnection());
            opened.async()
                    .subscribe(
                            bytes(Channels.CALL_STATUS_UPDATES),
                            bytes(Channels.CALL_ALERTS),
                            bytes(Channels.CALL_ALERTS_ACKNOWLEDGED),
                            bytes(Channels.CALL_STATS))
                    .exceptionally(refused -> {
                        opened.closeAsync();
                        retry(refused);
                        return null;
                    });
        } catch (RedisException away) {
            retry(away);
        }
    }

    /// A Redis that stands still keeps its connections, and nothing comes: it is asked every second whether it is
    /// there.
    private synchronized void lookAfter() {
        var open = connection;
        if (open == null || !open.isOpen()) {
            // Lettuce knows, and sees to it.
            ping = null;
            unanswered = 0;
            return;
        }
        unanswered = ping == null || isAnswered(ping) ? 0 : unanswered + 1;
        if (ping == null || ping.isDone()) {
            try {
                ping = open.async().ping();
            } catch (RedisException refused) {
                // It was closed this moment; the next look finds it so.
                log.debug("Redis could not be asked", refused);
            }
        }
        if (unanswered == SILENT_AFTER) {
            log.warn("Redis does not answer; updates stand still until it can be listened to again");
            listening = false;
            connection = null;
            open.removeListener(this);
            open.closeAsync();
            lastValues.disconnect();
            Objects.requireNonNull(connecting, "only runs between start and stop")
                    .execute(this::connect);
        }
    }

    private static boolean isAnswered(RedisFuture<String> ping) {
        return ping.isDone() && !ping.toCompletableFuture().isCompletedExceptionally();
    }

    private synchronized void retry(Throwable away) {
        if (connecting != null) {
            log.warn("Redis can't be listened to ({}); trying again in {} ms", away.getMessage(), RETRY_MILLIS);
            connecting.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private final class Disconnection implements RedisConnectionStateListener {

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            // One that was given up is closed after its successor was made.
            if (gone == connection && listening) {
                listening = false;
                log.warn("The connection to Redis was lost; updates stand still until it is back");
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
