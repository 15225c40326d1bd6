package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.contracts.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Sends messages to Redis: the channel and the last-value cache, one script for all.
@Component
class Publisher {

    // A relay that was paused for long may still want to send what its successor has sent since; it is answered with
    // the later
    // term, below zero, and nothing comes of it. Published twice is allowed, going backwards in the cache is not: what
    // ops
    // send again may be old. KEYS: the term's, then the cache's for each message. ARGV: our term, how long the cache
    // keeps
    // a call, the channel that is cached, then channel, sequence and payload of each message.
    private static final RedisScript<Long> PUBLISH = RedisScript.of("""
            local term = tonumber(redis.call('GET', KEYS[1]) or 0)
            if term > tonumber(ARGV[1]) then
              return -term
            end
            if term < tonumber(ARGV[1]) then
              redis.call('SET', KEYS[1], ARGV[1])
            end
            for i = 2, #KEYS do
              local channel, sequence, payload = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
              if channel == ARGV[3] then
                local cached = redis.call('GET', KEYS[i])
                local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
                if not newest or newest <= tonumber(sequence) then
                  redis.call('SET', KEYS[i], payload, 'PX', ARGV[2])
                end
              end
              redis.call('PUBLISH', channel, payload)
            end
            return 0
            """, Long.class);
    private static final String TERM = "callboard:relay-term";

    // A script holds Redis up while it runs; so many messages take it less than a millisecond.
    private static final int TOGETHER = 50;

    private final StringRedisTemplate redis;
    private final String expiry;

    Publisher(StringRedisTemplate redis, OutboxProperties settings) {
        this.redis = redis;
        this.expiry = Long.toString(settings.lastValueFor().toMillis());
    }

    /// @param term of the lease under which they are sent
    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws StaleLeaseException when a relay of a later term has sent something; then what is left of them was
    ///         not sent
    /// @throws DataAccessException when Redis takes nothing
    Map<OutboxRow, String> publish(List<OutboxRow> rows, long term) {
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (int from = 0; from < rows.size(); from += TOGETHER) {
            var some = rows.subList(from, Math.min(from + TOGETHER, rows.size()));
            try {
                send(some, term);
            } catch (RedisSystemException _) {
                refused.putAll(oneByOne(some, term));
            }
        }
        return refused;
    }

    /// Tells rows that Redis won't take from a Redis that takes nothing, such as one that is full or still
    /// loading. Those that it took are sent once more, which clients drop.
    private Map<OutboxRow, String> oneByOne(List<OutboxRow> rows, long term) {
        probe();
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (var row : rows) {
            try {
                send(List.of(row), term);
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

    private void send(List<OutboxRow> rows, long term) {
        var keys = new ArrayList<String>(1 + rows.size());
        keys.add(TERM);
        var arguments = new ArrayList<String>(3 + 3 * rows.size());
        arguments.addAll(List.of(Long.toString(term), expiry, Channels.CALL_STATUS_UPDATES));
        for (var row : rows) {
            keys.add(Channels.lastValueKey(row.callId()));
            arguments.addAll(List.of(row.channel(), Integer.toString(row.sequence()), row.payload()));
        }
        Long answer = redis.execute(PUBLISH, keys, arguments.toArray());
        if (answer != null && answer < 0) {
            throw new StaleLeaseException(-answer);
        }
    }
}
