package callboard.calls.outbox;

import java.nio.charset.StandardCharsets;
import java.util.List;

import callboard.calls.outbox.OutboxRows.OutboxRow;
import callboard.contracts.Wire;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Sends updates to Redis: the channel and the last-value cache, one pipeline for all.
@Component
class Publisher {

    // Published twice is allowed, going backwards in the cache is not: a relay that was paused for long may still send
    // what its successor has sent since.
    private static final byte[] PUBLISH = bytes("""
            local cached = redis.call('GET', KEYS[1])
            local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
            if not newest or newest <= tonumber(ARGV[2]) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
            end
            return redis.call('PUBLISH', ARGV[4], ARGV[1])
            """);
    private static final byte[] CHANNEL = bytes(Wire.CALL_STATUS_UPDATES);

    private final StringRedisTemplate redis;
    private final byte[] expiry;

    Publisher(StringRedisTemplate redis, OutboxSettings settings) {
        this.redis = redis;
        this.expiry = bytes(Long.toString(settings.lastValueFor().toMillis()));
    }

    void publish(List<OutboxRow> rows) {
        redis.executePipelined((RedisCallback<Object>) connection -> {
            for (var row : rows) {
                if (!row.channel().equals(Wire.CALL_STATUS_UPDATES)) {
                    connection.publish(bytes(row.channel()), bytes(row.payload()));
                    continue;
                }
                connection.scriptingCommands().eval(PUBLISH, ReturnType.INTEGER, 1,
                        bytes(Wire.lastValueKey(row.callId())), bytes(row.payload()),
                        bytes(Integer.toString(row.sequence())), expiry, CHANNEL);
            }
            return null;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
