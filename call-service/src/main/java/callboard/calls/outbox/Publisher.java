package callboard.calls.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import callboard.calls.outbox.OutboxRows.OutboxRow;
import callboard.contracts.Wire;
import org.jspecify.annotations.Nullable;
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

    // A relay that was paused for long may still want to send what its successor has sent since; it is told the later
    // term, below zero, and nothing comes of it. Published twice is allowed, going backwards in the cache is not: what ops
    // send again may be old.
    private static final byte[] PUBLISH = bytes("""
            local term = tonumber(redis.call('GET', KEYS[2]) or 0)
            if term > tonumber(ARGV[5]) then
              return -term
            end
            if term < tonumber(ARGV[5]) then
              redis.call('SET', KEYS[2], ARGV[5])
            end
            local cached = redis.call('GET', KEYS[1])
            local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
            if not newest or newest <= tonumber(ARGV[2]) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
            end
            return redis.call('PUBLISH', ARGV[4], ARGV[1])
            """);
    private static final byte[] CHANNEL = bytes(Wire.CALL_STATUS_UPDATES);
    private static final byte[] TERM = bytes("callboard:relay-term");

    private final StringRedisTemplate redis;
    private final byte[] expiry;

    Publisher(StringRedisTemplate redis, OutboxSettings settings) {
        this.redis = redis;
        this.expiry = bytes(Long.toString(settings.lastValueFor().toMillis()));
    }

    /// @param term of the lease under which they are sent
    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws Overtaken when a relay of a later term has sent something; then what is left of them was not sent
    /// @throws DataAccessException when Redis takes nothing
    Map<OutboxRow, String> publish(List<OutboxRow> rows, long term) {
        List<Object> answers;
        try {
            answers = redis.executePipelined((RedisCallback<Object>) connection -> {
                rows.forEach(row -> send(connection, row, term));
                return null;
            });
        } catch (RedisPipelineException | RedisSystemException _) {
            return oneByOne(rows, term);
        }
        answers.forEach(Publisher::judge);
        return Map.of();
    }

    /// @param answer how many heard it, or the later term below zero
    private static void judge(@Nullable Object answer) {
        if (answer instanceof Long told && told < 0) {
            throw new Overtaken(-told);
        }
    }

    /// Tells rows that Redis won't take from a Redis that takes nothing, such as one that is full or still loading.
    /// Those that it took are sent once more, which clients drop.
    private Map<OutboxRow, String> oneByOne(List<OutboxRow> rows, long term) {
        probe();
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (var row : rows) {
            try {
                judge(redis.execute((RedisCallback<@Nullable Long>) connection -> send(connection, row, term)));
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

    private @Nullable Long send(RedisConnection connection, OutboxRow row, long term) {
        return row.channel().equals(Wire.CALL_STATUS_UPDATES)
                ? connection.scriptingCommands().eval(PUBLISH, ReturnType.INTEGER, 2,
                        bytes(Wire.lastValueKey(row.callId())), TERM, bytes(row.payload()),
                        bytes(Integer.toString(row.sequence())), expiry, CHANNEL, bytes(Long.toString(term)))
                : connection.publish(bytes(row.channel()), bytes(row.payload()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
