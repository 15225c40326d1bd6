package callboard.calls.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import callboard.calls.outbox.OutboxRows.OutboxRow;
import callboard.contracts.Wire;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Sends messages to Redis: the channel and the last-value cache, one script for all.
@Component
class Publisher {

    // Published twice is allowed, going backwards in the cache is not: a relay that was paused for long may still send
    // what its successor has sent since. ARGV: expiry, the channel that is cached, then channel, sequence and payload
    // of each key.
    private static final RedisScript<Long> PUBLISH = RedisScript.of("""
            for i = 1, #KEYS do
              local channel, sequence, payload = ARGV[3 * i], ARGV[3 * i + 1], ARGV[3 * i + 2]
              if channel == ARGV[2] then
                local cached = redis.call('GET', KEYS[i])
                local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
                if not newest or newest <= tonumber(sequence) then
                  redis.call('SET', KEYS[i], payload, 'PX', ARGV[1])
                end
              end
              redis.call('PUBLISH', channel, payload)
            end
            return #KEYS
            """, Long.class);

    // A script holds Redis up while it runs; so many rows take it less than a millisecond.
    private static final int TOGETHER = 50;

    private final StringRedisTemplate redis;
    private final String expiry;

    Publisher(StringRedisTemplate redis, OutboxSettings settings) {
        this.redis = redis;
        this.expiry = Long.toString(settings.lastValueFor().toMillis());
    }

    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws DataAccessException when Redis takes nothing
    Map<OutboxRow, String> publish(List<OutboxRow> rows) {
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (int from = 0; from < rows.size(); from += TOGETHER) {
            var some = rows.subList(from, Math.min(from + TOGETHER, rows.size()));
            try {
                send(some);
            } catch (RedisSystemException _) {
                refused.putAll(oneByOne(some));
            }
        }
        return refused;
    }

    /// Tells rows that Redis won't take from a Redis that takes nothing, such as one that is full or still loading.
    /// Those that it took are sent once more, which clients drop.
    private Map<OutboxRow, String> oneByOne(List<OutboxRow> rows) {
        probe();
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (var row : rows) {
            try {
                send(List.of(row));
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

    private void send(List<OutboxRow> rows) {
        var arguments = new ArrayList<String>(2 + 3 * rows.size());
        arguments.add(expiry);
        arguments.add(Wire.CALL_STATUS_UPDATES);
        for (var row : rows) {
            arguments.add(row.channel());
            arguments.add(Integer.toString(row.sequence()));
            arguments.add(row.payload());
        }
        redis.execute(PUBLISH, rows.stream().map(row -> Wire.lastValueKey(row.callId())).toList(), arguments.toArray());
    }
}
