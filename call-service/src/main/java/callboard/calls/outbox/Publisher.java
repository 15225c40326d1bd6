package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import callboard.contracts.RedisNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    // going backwards in the cache is not: what ops send again may be old. KEYS: our number's, one that never is, the
    // terms', one for each partition, then the cache's for each message. ARGV: how many partitions, how long the cache
    // keeps a call, the channel that is cached, the number of these messages, that of those that must have come before,
    // the command that publishes, our terms, then channel, sequence and payload of each message.
    private static final RedisScript<String> PUBLISH = RedisScript.of("""
            local partitions = tonumber(ARGV[1])
            local later, raised = {}, {}
            for i = 1, partitions do
              local term = tonumber(redis.call('GET', KEYS[2 + i]) or 0)
              if term > tonumber(ARGV[6 + i]) then
                later[#later + 1] = i - 1 .. ' ' .. string.format('%d', term)
              elseif term < tonumber(ARGV[6 + i]) then
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
              redis.call('SET', KEYS[2 + i], ARGV[6 + i])
            end
            for i = partitions + 3, #KEYS do
              local at = 6 + partitions + 3 * (i - partitions - 2)
              local channel, sequence, payload = ARGV[at - 2], ARGV[at - 1], ARGV[at]
              if channel == ARGV[3] then
                local cached = redis.call('GET', KEYS[i])
                local newest = cached and tonumber(string.match(cached, '"sequence":(%d+)'))
                if not newest or newest <= tonumber(sequence) then
                  redis.call('SET', KEYS[i], payload, 'PX', ARGV[2])
                end
              end
              redis.call(ARGV[6], channel, payload)
            end
            redis.call('SET', KEYS[1], ARGV[4], 'EX', 3600)
            return ''
            """, String.class);
    // KEYS: the channel, and a key that never is.
    private static final RedisScript<Long> TELL =
            RedisScript.of("return redis.call(ARGV[1], KEYS[1], ARGV[2])", Long.class);
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final String TERM = "callboard:relay-term:";
    // While a cluster moves a slot to another node, a key that is at neither of them has the other one run the script,
    // where nobody has subscribed yet. Several keys of which one is missing are refused (TRYAGAIN) until the slot has
    // moved, and what is to be published waits so long.
    private static final String NEVER = "callboard:never";

    // A script holds Redis up while it runs; so many messages take it less than a millisecond.
    private static final int TOGETHER = 50;

    private final StringRedisTemplate redis;
    private final RedisNames names;
    private final String expiry;
    private final String us = UUID.randomUUID().toString();
    private final List<Shard> shards;

    Publisher(StringRedisTemplate redis, RedisAddress address, OutboxProperties settings) {
        this.redis = redis;
        this.names = address.names();
        this.expiry = Long.toString(settings.lastValueFor().toMillis());
        this.shards = names.shards().stream().map(Shard::new).toList();
    }

    /// What came of rows that were to be published.
    ///
    /// @param refused     why Redis refused a row, for each that it refused while it took others
    /// @param unsent      the partitions of which it is not known that Redis took all rows
    /// @param laterTerms  of those among them of which relays of later terms have sent something
    /// @param unavailable why Redis takes nothing of others among them; null where it does
    record Outcome(
            Map<OutboxRow, String> refused,
            Set<Integer> unsent,
            Map<Integer, Long> laterTerms,
            @Nullable DataAccessException unavailable) {

        boolean isWhole() {
            return refused.isEmpty() && unsent.isEmpty();
        }
    }

    /// Sends to all shards side by side: one whose node is away holds up no other.
    ///
    /// @param terms under which each partition is sent
    /// @throws DataAccessException when there is one Redis, and it takes nothing
    Outcome publish(List<OutboxRow> rows, Map<Integer, Long> terms) {
        var byShard = rows.stream().collect(Collectors.groupingBy(row -> names.shardOf(row.partition())));
        var refused = new ConcurrentHashMap<OutboxRow, String>();
        var unsent = ConcurrentHashMap.<Integer>newKeySet();
        var laterTerms = new ConcurrentHashMap<Integer, Long>();
        var unavailable = new AtomicReference<@Nullable DataAccessException>();
        sideBySide(byShard.entrySet(), its -> {
            try {
                refused.putAll(shards.get(its.getKey()).publish(its.getValue(), terms));
            } catch (StaleLeaseException later) {
                unsent.addAll(partitions(its.getValue()));
                laterTerms.putAll(later.laterTerms());
            } catch (DataAccessException failure) {
                unsent.addAll(partitions(its.getValue()));
                unavailable.set(failure);
            }
        });
        var failure = unavailable.get();
        if (failure != null && shards.size() == 1) {
            throw failure;
        }
        return new Outcome(refused, unsent, laterTerms, failure);
    }

    private static List<Integer> partitions(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::partition).distinct().toList();
    }

    private static <T> void sideBySide(Collection<T> all, Consumer<T> step) {
        if (all.size() == 1) {
            all.forEach(step);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = all.stream()
                    .map(one -> CompletableFuture.runAsync(() -> step.accept(one), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
        }
    }

    /// Sends again what Redis took and has no more, as after a failover. Nobody would miss it: the last value, with
    /// which others compare, is lost as well.
    ///
    /// @throws DataAccessException when a shard takes nothing
    void repair() {
        var unavailable = new AtomicReference<@Nullable DataAccessException>();
        sideBySide(shards, shard -> {
            try {
                shard.repair();
            } catch (DataAccessException failure) {
                unavailable.set(failure);
            }
        });
        var failure = unavailable.get();
        if (failure != null) {
            throw failure;
        }
    }

    /// Publishes what is about no call and not kept.
    ///
    /// @throws DataAccessException when Redis doesn't take it
    void tell(String channel, String payload) {
        int shard = names.shardOf(Partitions.of(""));
        redis.execute(TELL, List.of(names.of(channel, shard), names.of(NEVER, shard)), names.publish(), payload);
    }

    /// What is sent to one shard, one after the other.
    private final class Shard {

        private final int place;
        private final String numberKey;
        private final SentMessages sent = new SentMessages();

        Shard(int place) {
            this.place = place;
            this.numberKey = names.of("callboard:relay-number:" + us, place);
        }

        /// @return why Redis refused a row, for each that it refused while it took others
        /// @throws StaleLeaseException when relays of later terms have sent something; then what
        ///         is left was not sent
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
                    refused.put(
                            row, String.valueOf(refusal.getMostSpecificCause().getMessage()));
                }
            }
            return refused;
        }

        private void probe() {
            execute(List.of(), Map.of(), sent.number(), sent.number());
        }

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
            var partitions = terms.isEmpty() ? List.<Integer>of() : partitions(rows);
            var keys = new ArrayList<String>(2 + partitions.size() + rows.size());
            keys.add(numberKey);
            keys.add(names.of(NEVER, place));
            var arguments = new ArrayList<String>(6 + partitions.size() + 3 * rows.size());
            arguments.addAll(List.of(
                    Integer.toString(partitions.size()),
                    expiry,
                    names.of(Channels.CALL_STATUS_UPDATES, place),
                    Long.toString(number),
                    Long.toString(after),
                    names.publish()));
            for (int partition : partitions) {
                keys.add(names.of(TERM + partition, place));
                arguments.add(String.valueOf(terms.get(partition)));
            }
            for (var row : rows) {
                keys.add(names.lastValueKey(row.callId()));
                arguments.addAll(
                        List.of(names.of(row.channel(), place), Integer.toString(row.sequence()), row.payload()));
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
}
