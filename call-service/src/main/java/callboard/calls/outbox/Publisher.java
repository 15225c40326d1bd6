package callboard.calls.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import callboard.calls.outbox.OutboxRows.OutboxRow;
import callboard.contracts.Wire;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPipelineException;
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

    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws DataAccessException when Redis takes nothing
    Map<OutboxRow, String> publish(List<OutboxRow> rows) {
        try {
            redis.executePipelined((RedisCallback<Object>) connection -> {
                rows.forEach(row -> send(connection, row));
                return null;
            });
            return Map.of();
        } catch (RedisPipelineException | RedisSystemException _) {
            return oneByOne(rows);
        }
    }

    /// Tells rows that Redis won't take from a Redis that takes nothing, such as one that is full or still loading.
    /// Those that it took are sent once more, which clients drop.
    private Map<OutboxRow, String> oneByOne(List<OutboxRow> rows) {
        probe();
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (var row : rows) {
            try {
                redis.execute((RedisCallback<Object>) connection -> {
                    send(connection, row);
                    return null;
                });
            } catch (RedisSystemException refusal) {
                probe();
                refused.put(row, String.valueOf(refusal.getMostSpecificCause().getMessage()));
            }
        }
        return refused;
    }

    private void probe() {
        redis.opsForValue().set("callboard:probe", "writable", Duration.ofSeconds(1));
    }

    private void send(RedisConnection connection, OutboxRow row) {
        if (row.channel().equals(Wire.CALL_STATUS_UPDATES)) {
            connection.scriptingCommands().eval(PUBLISH, ReturnType.INTEGER, 1,
                    bytes(Wire.lastValueKey(row.callId())), bytes(row.payload()),
                    bytes(Integer.toString(row.sequence())), expiry, CHANNEL);
        } else {
            connection.publish(bytes(row.channel()), bytes(row.payload()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
