package callboard.realtime;

import callboard.contracts.CallStatus;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.CallType;
import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Publishes as the call service does.
public final class RedisPublisher implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final RedisClient client;
    private final RedisCommands<String, String> redis;

    public RedisPublisher(TestRedis server) {
        client = RedisClient.create(RedisURI.create(server.host(), server.port()));
        redis = client.connect().sync();
    }

    /// A call's update, as JSON.
    public static String update(String callId, EventType event, int sequence) {
        return update(callId, "medical_spanish", event, sequence);
    }

    public static String update(String callId, String queueId, EventType event, int sequence) {
        return JsonMapper.shared()
                .writeValueAsString(new CallStatusUpdate(
                        callId,
                        CallStatus.WAITING,
                        event,
                        NOW,
                        null,
                        sequence,
                        "event-" + sequence,
                        queueId,
                        CallType.VOICE,
                        null,
                        List.of(),
                        NOW,
                        null,
                        NOW,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /// Caches and publishes it.
    public String publish(String callId, EventType event, int sequence) {
        String update = cache(callId, event, sequence);
        publishRaw(Channels.CALL_STATUS_UPDATES, update);
        return update;
    }

    public String publish(String callId, String queueId, EventType event, int sequence) {
        String update = cache(callId, queueId, event, sequence);
        publishRaw(Channels.CALL_STATUS_UPDATES, update);
        return update;
    }

    /// Only caches it: so it looks to who missed the message.
    public String cache(String callId, EventType event, int sequence) {
        return cache(callId, "medical_spanish", event, sequence);
    }

    public String cache(String callId, String queueId, EventType event, int sequence) {
        String update = update(callId, queueId, event, sequence);
        redis.set(Channels.lastValueKey(callId), update);
        return update;
    }

    /// @return how many received it
    public long publishRaw(String channel, String message) {
        return redis.publish(channel, message);
    }

    public RedisCommands<String, String> redis() {
        return redis;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
