package callboard.calls.outbox;

import callboard.contracts.Channels;
import callboard.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hears what is published, as an existing client would.
public final class Listener implements AutoCloseable {

    private final RedisClient client;
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    Listener(TestRedis redis) {
        this(redis, Channels.CALL_STATUS_UPDATES);
    }

    public Listener(TestRedis redis, String... channels) {
        client = RedisClient.create("redis://" + redis.host() + ":" + redis.port());
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.add(JsonMapper.shared().readTree(message));
            }
        });
        connection.sync().subscribe(channels);
    }

    /// The sequences heard of a call, repeats and all.
    List<Integer> sequences(String callId) {
        return of(callId).stream()
                .map(update -> update.path("sequence").asInt())
                .toList();
    }

    public List<JsonNode> all() {
        return List.copyOf(heard);
    }

    public List<JsonNode> of(String callId) {
        return heard.stream()
                .filter(update -> update.path("callId").asString().equals(callId))
                .toList();
    }

    String cached(String callId) {
        try (var connection = client.connect()) {
            return connection.sync().get(Channels.lastValueKey(callId));
        }
    }

    /// Puts something where the call's last value belongs that it can't be.
    void spoil(String callId) {
        try (var connection = client.connect()) {
            connection.sync().hset(Channels.lastValueKey(callId), "some", "body else's");
        }
    }

    /// As if it had just been started.
    void forgetAll() {
        try (var connection = client.connect()) {
            connection.sync().flushall();
        }
    }

    void mend(String callId) {
        try (var connection = client.connect()) {
            connection.sync().del(Channels.lastValueKey(callId));
        }
    }

    long expiresInMillis(String callId) {
        try (var connection = client.connect()) {
            return connection.sync().pttl(Channels.lastValueKey(callId));
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
