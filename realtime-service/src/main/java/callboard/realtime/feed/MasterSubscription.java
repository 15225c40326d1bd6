package callboard.realtime.feed;

import callboard.contracts.Channels;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// At the one Redis, or the master that sentinels choose. Lettuce reconnects its connection by itself, but does not
/// retry the first attempt.
final class MasterSubscription extends RedisPubSubAdapter<byte[], byte[]>
        implements Subscription, RedisConnectionStateListener {

    private static final Logger log = LoggerFactory.getLogger(MasterSubscription.class);

    private final RedisClient client;
    private final RedisURI address;
    private final LastValueCache lastValues;
    private final UpdateRouter router;
    private final Resynchronizer resynchronizer;
    private final RedisHeartbeat heartbeat = new RedisHeartbeat();
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private volatile boolean listening;

    MasterSubscription(
            RedisClient client,
            RedisURI address,
            LastValueCache lastValues,
            UpdateRouter router,
            Resynchronizer resynchronizer) {
        this.client = client;
        this.address = address;
        this.lastValues = lastValues;
        this.router = router;
        this.resynchronizer = resynchronizer;
    }

    @Override
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

    /// Also after every reconnection: from now on updates arrive again.
    @Override
    public void subscribed(byte[] channel, long count) {
        if (new String(channel, StandardCharsets.UTF_8).equals(Channels.CALL_STATUS_UPDATES)) {
            log.info("Subscribed to Redis");
            resynchronizer.resynchronize(_ -> true);
            listening = true;
        }
    }

    @Override
    public void check() {
        try {
            var open = connection;
            if (open == null) {
                connect();
            } else if (!open.isOpen()) {
                heartbeat.reset();
            } else if (heartbeat.isSilent(lastValues.connect(client), client, address)) {
                log.warn("Nothing is heard of what Redis takes; updates are paused until a new connection subscribes");
                close();
                lastValues.disconnect();
                connect();
            }
        } catch (RedisException unavailable) {
            log.warn("Redis unavailable ({}); retrying", unavailable.getMessage());
        }
    }

    /// Everything is subscribed to at any time.
    @Override
    public void wanted() {}

    private void connect() {
        lastValues.connect(client);
        var opened = client.connectPubSub(ByteArrayCodec.INSTANCE);
        heartbeat.reset();
        connection = opened;
        opened.addListener((RedisConnectionStateListener) this);
        opened.addListener((RedisPubSubListener<byte[], byte[]>) this);
        byte[][] channels = CHANNELS.stream()
                .map(channel -> channel.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        opened.async().subscribe(channels).exceptionally(refused -> {
            log.warn("Redis refuses the subscription ({}); retrying", refused.getMessage());
            connection = null;
            opened.closeAsync();
            return null;
        });
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
        // Not one that was replaced: it is closed after its successor was opened.
        if (gone.equals(connection) && listening) {
            listening = false;
            log.warn("Connection to Redis lost; updates are paused until it is back");
        }
    }

    @Override
    public void close() {
        listening = false;
        var open = connection;
        connection = null;
        if (open != null) {
            open.removeListener((RedisPubSubListener<byte[], byte[]>) this);
            open.closeAsync();
        }
    }
}
