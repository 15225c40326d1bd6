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
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Sends messages to Redis: the channel and the last-value cache, one script for all.
@Component
class Publisher {

    // A relay that was paused for long may still want to send what its successor has sent since; it is answered with
    // the place and the later term of each such partition, and nothing comes of it. Nor of what follows on something
    // that Redis has lost: the answer is the number of the last that it has, with a minus. Published twice is allowed,
    // going backwards in the cache is not: what ops send again may be old. KEYS: our number's, the terms', one for each
    // partition, then the cache's for each message. ARGV: how many partitions, how long the cache keeps a call, the
    // channel that is cached, the number of these messages, that of those that must have come before, our terms, then
    // channel, sequence and payload of each message.
    private static final RedisScript<String> PUBLISH = RedisScript.of("""
            local partitions = tonumber(ARGV[1])
            local later, raised = {}, {}
            for i = 1, partitions do
              local term = tonumber(redis.call('GET', KEYS[1 + i]) or 0)
              if term > tonumber(ARGV[5 + i]) then
                later[#later + 1] = i - 1 .. ' ' .. string.format('%d', term)
              elseif term < tonumber(ARGV[5 + i]) then
                raised[#raised + 1] = i
              end
            end
            if #later > 0 then
              return table.concat(later, ' ')
            end
            local number = redis.call('GET', KEYS[1]) or '0'
            if tonumber(number) < tonumber(ARGV[5]) then
              return '-' .. number
            end
            for _, i in ipairs(raised) do
              redis.call('SET', KEYS[1 + i], ARGV[5 + i])
            end
            for i = partitions + 2, #KEYS do
              local at = 5 + partitions + 3 * (i - partitions - 1)
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
            redis.call('SET', KEYS[1], ARGV[4], 'EX', 3600)
            return ''
            """, String.class);
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final String TERM = "callboard:relay-term:";

    // A script holds Redis up while it runs; so many messages take it less than a millisecond.
    private static final int TOGETHER = 50;

    private final StringRedisTemplate redis;
    private final String expiry;
    private final String numberKey = "callboard:relay-number:" + UUID.randomUUID();
    private final SentMessages sent = new SentMessages();

    Publisher(StringRedisTemplate redis, OutboxProperties settings) {
        this.redis = redis;
        this.expiry = Long.toString(settings.lastValueFor().toMillis());
    }

    /// @param terms under which each partition is sent
    /// @return why Redis refused a row, for each that it refused while it took others
    /// @throws StaleLeaseException when relays of later terms have sent something; then what is left was not sent
    /// @throws DataAccessException when Redis takes nothing
    synchronized Map<OutboxRow, String> publish(List<OutboxRow> rows, Map<Integer, Long> terms) {
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

    /// Sends again what Redis took and has no more, as after a failover. Nobody would miss it: the last value, with
    /// which others compare, is lost as well.
    synchronized void repair() {
        sent.forget(System.nanoTime());
        if (sent.number() > 0) {
            send(List.of(), Map.of());
        }
    }

    private void send(List<OutboxRow> rows, Map<Integer, Long> terms) {
        long before = sent.number();
        long number = rows.isEmpty() ? before : before + 1;
        long known = execute(rows, terms, number, before);
        if (known < before) {
            var lost = sent.after(known);
            if (!lost.isEmpty()) {
                log.warn(
                        "Redis has lost {} of the messages that it took, as after a failover; sending them again",
                        lost.stream().mapToInt(part -> part.rows().size()).sum());
            }
            lost.forEach(this::sendAgain);
            execute(rows, terms, number, 0);
        }
        if (!rows.isEmpty()) {
            sent.add(rows, System.nanoTime());
        }
    }

    /// Under no term: of a partition that another relay holds by now, it would else be nobody's.
    private void sendAgain(SentMessages.Part part) {
        try {
            execute(part.rows(), Map.of(), part.number(), 0);
        } catch (RedisSystemException refusal) {
            probe();
            // Clients see the gap in a call's sequence and read the call again.
            log.warn("Redis refuses what it took before: {}", String.valueOf(refusal.getMostSpecificCause()));
        }
    }

    /// @param terms  of their partitions; empty where these don't matter
    /// @param number of these messages
    /// @param after  the number of what Redis must have taken before
    /// @return the number of the last that Redis has; when that is below `after`, it took nothing
    private long execute(List<OutboxRow> rows, Map<Integer, Long> terms, long number, long after) {
        var partitions = terms.isEmpty()
                ? List.<Integer>of()
                : rows.stream().map(OutboxRow::partition).distinct().toList();
        var keys = new ArrayList<String>(1 + partitions.size() + rows.size());
        keys.add(numberKey);
        var arguments = new ArrayList<String>(5 + partitions.size() + 3 * rows.size());
        arguments.addAll(List.of(
                Integer.toString(partitions.size()),
                expiry,
                Channels.CALL_STATUS_UPDATES,
                Long.toString(number),
                Long.toString(after)));
        for (int partition : partitions) {
            keys.add(TERM + partition);
            arguments.add(String.valueOf(terms.get(partition)));
        }
        for (var row : rows) {
            keys.add(Channels.lastValueKey(row.callId()));
            arguments.addAll(List.of(row.channel(), Integer.toString(row.sequence()), row.payload()));
        }
        String answer = redis.execute(PUBLISH, keys, arguments.toArray());
        if (answer.startsWith("-")) {
            return Long.parseLong(answer.substring(1));
        }
        var placesAndTerms = new Scanner(answer);
        var later = new TreeMap<Integer, Long>();
        while (placesAndTerms.hasNext()) {
            later.put(partitions.get(placesAndTerms.nextInt()), placesAndTerms.nextLong());
        }
        if (!later.isEmpty()) {
            throw new StaleLeaseException(later);
        }
        return number;
    }
}
