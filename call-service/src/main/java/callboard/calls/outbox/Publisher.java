package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.contracts.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Sends messages to Redis: the channel and the last-value cache, one script for all.
@Component
class Publisher {

    // A relay that was paused for long may still want to send what its successor has sent since; it is answered with
    // the place and the later term of each such partition, and nothing comes of it. Published twice is allowed, going
    // backwards in
    // the cache is not: what ops send again may be old. KEYS: the terms', one for each partition, then the cache's for
    // each message. ARGV: how many partitions, how long the cache keeps a call, the channel that is cached, our terms,
    // then channel, sequence and payload of each message.
    private static final RedisScript<String> PUBLISH = RedisScript.of("""
            local partitions = tonumber(ARGV[1])
            local later = {}
            for i = 1, partitions do
              local term = tonumber(redis.call('GET', KEYS[i]) or 0)
              if term > tonumber(ARGV[3 + i]) then
                later[#later + 1] = i - 1 .. ' ' .. string.format('%d', term)
              elseif term < tonumber(ARGV[3 + i]) then
                redis.call('SET', KEYS[i], ARGV[3 + i])
              end
            end
            if #later > 0 then
              return table.concat(later, ' ')
            end
            for i = partitions + 1, #KEYS do
              local at = 3 + partitions + 3 * (i - partitions)
              local channel, sequence, payload = ARGV[at - 2], ARGV[at - 1], ARGV[at]
              if channel == ARGV[3] then
                local cached = redis.call('GET', KEYS[i])
                local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
                if not newest or newest <= tonumber(sequence) then
                  redis.call('SET', KEYS[i], payload, 'PX', ARGV[2])
                end
              end
              redis.call('PUBLISH', channel, payload)
            end
            return ''
            """, String.class);
    private static final String TERM = "callboard:relay-term:";

    // A script holds Redis up while it runs; so many messages take it less than a millisecond.
    private static final int TOGETHER = 50;

    private final StringRedisTemplate redis;
    private final String expiry;

    Publisher(StringRedisTemplate redis, OutboxProperties settings) {
        this.redis = redis;
        this.expiry = Long.toString(settings.lastValueFor().toMillis());
    }

    /// @param terms under which each partition is sent
    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws StaleLeaseException when relays of later terms have sent something; then what is left was not sent
    /// @throws DataAccessException when Redis takes nothing
    Map<OutboxRow, String> publish(List<OutboxRow> rows, Map<Integer, Long> terms) {
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (int from = 0; from < rows.size(); from += TOGETHER) {
            var some = rows.subList(from, Math.min(from + TOGETHER, rows.size()));
            try {
                send(some, terms);
            } catch (RedisSystemException _) {
                refused.putAll(oneByOne(some, terms));
            }
        }
        return refused;
    }

    /// Tells rows that Redis won't take from a Redis that takes nothing, such as one that is full or still
    /// loading. Those that it took are sent once more, which clients drop.
    private Map<OutboxRow, String> oneByOne(List<OutboxRow> rows, Map<Integer, Long> terms) {
        probe();
        var refused = new LinkedHashMap<OutboxRow, String>();
        for (var row : rows) {
            try {
                send(List.of(row), terms);
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

    private void send(List<OutboxRow> rows, Map<Integer, Long> terms) {
        var partitions = rows.stream().map(OutboxRow::partition).distinct().toList();
        var keys = new ArrayList<String>(partitions.size() + rows.size());
        var arguments = new ArrayList<String>(3 + partitions.size() + 3 * rows.size());
        arguments.addAll(List.of(Integer.toString(partitions.size()), expiry, Channels.CALL_STATUS_UPDATES));
        for (int partition : partitions) {
            keys.add(TERM + partition);
            arguments.add(String.valueOf(terms.get(partition)));
        }
        for (var row : rows) {
            keys.add(Channels.lastValueKey(row.callId()));
            arguments.addAll(List.of(row.channel(), Integer.toString(row.sequence()), row.payload()));
        }
        var placesAndTerms = new Scanner(redis.execute(PUBLISH, keys, arguments.toArray()));
        var later = new TreeMap<Integer, Long>();
        while (placesAndTerms.hasNext()) {
            later.put(partitions.get(placesAndTerms.nextInt()), placesAndTerms.nextLong());
        }
        if (!later.isEmpty()) {
            throw new StaleLeaseException(later);
        }
    }
}
