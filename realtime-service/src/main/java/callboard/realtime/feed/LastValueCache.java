package callboard.realtime.feed;

import callboard.contracts.RedisNames;
import callboard.realtime.room.RawJson;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The last-value cache in Redis: each call's latest update, written by its publisher.
@Component
public final class LastValueCache {

    private static final long TIMEOUT_SECONDS = 2;

    private final RedisNames names;
    private volatile @Nullable Connection connection;

    LastValueCache(RedisAddress address) {
        this.names = address.names();
    }

    private record Connection(
            StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {}

    /// A call's latest update.
    ///
    /// @param queueId null when it names none
    public record LastValue(RawJson update, @Nullable String queueId, int sequence) {}

    /// Reads one without blocking. Fails when Redis is unavailable; empty when the cache doesn't have the call.
    public CompletionStage<Optional<LastValue>> read(String callId) {
        return readAll(List.of(callId)).thenApply(List::getFirst);
    }

    /// Reads several at once, in their order.
    CompletionStage<List<Optional<LastValue>>> readAll(List<String> callIds) {
        var open = connection;
        if (open == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("There is no connection to Redis yet"));
        }
        byte[][] keys = callIds.stream()
                .map(id -> names.lastValueKey(id).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return open.commands()
                .mget(keys)
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .thenApply(values -> values.stream()
                        .map(value -> value.hasValue() ? lastValue(value.getValue()) : Optional.<LastValue>empty())
                        .toList());
    }

    /// Blocks until connected, to one Redis or to a cluster.
    RedisClusterAsyncCommands<byte[], byte[]> connect(AbstractRedisClient client) {
        var open = connection;
        if (open == null) {
            open = opened(client);
            connection = open;
        }
        return open.commands();
    }

    private static Connection opened(AbstractRedisClient client) {
        if (client instanceof RedisClusterClient cluster) {
            var opened = cluster.connect(ByteArrayCodec.INSTANCE);
            return new Connection(opened, opened.async());
        }
        var opened = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
        return new Connection(opened, opened.async());
    }

    void disconnect() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.connection().close();
        }
    }

    private static Optional<LastValue> lastValue(byte[] update) {
        return UpdateHeader.read(update)
                .map(envelope -> new LastValue(new RawJson(update), envelope.queueId(), envelope.sequence()));
    }
}
