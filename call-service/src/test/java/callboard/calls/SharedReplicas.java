package callboard.calls;

import static org.awaitility.Awaitility.await;

import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Two replicas on one database, one Redis and one clock, for all test classes that ask for the same properties.
/// To start a replica costs a second and a clean table nothing, so a test begins with [#clean()] instead of a start.
///
/// Time brings nothing here by itself: loops that work through what is due are asked to by the test.
public final class SharedReplicas {

    private static final Map<List<String>, SharedReplicas> STARTED = new ConcurrentHashMap<>();

    private static final List<String> STILL = List.of(
            "callboard.timers.every=1h",
            "callboard.sender-clocks.exchange=1h",
            "callboard.retention.every=1h",
            "callboard.stats.push-every=1h");

    // What counters are in is named first, in the order in which their rollup locks them.
    private static final String CLEAN = """
            do $$ begin execute (
              select 'truncate ' || string_agg(quote_ident(tablename), ', ' order by
                       case tablename when 'count_journal' then 1 when 'calls' then 2 else 3 end, tablename)
              from pg_tables where schemaname = current_schema()
                and tablename not in ('flyway_schema_history', 'queues', 'queue_versions', 'api_keys', 'outbox_lease',
                                      'outbox_relays', 'outbox_partitions'));
            end $$
            """;

    public final SettableClock clock = new SettableClock();
    public final TestRedis redis = TestRedis.started();
    public final String database = TestPostgres.freshDatabase();
    public final RunningService one;
    public final RunningService other;
    private final List<String> properties;

    private SharedReplicas(List<String> properties) {
        this.properties = properties;
        one = another();
        other = another();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
    }

    /// The replicas that have these properties, started if nobody has asked for them before.
    public static SharedReplicas with(String... properties) {
        return STARTED.computeIfAbsent(List.of(properties), SharedReplicas::new);
    }

    /// One more replica beside them, for a test that stops or kills it.
    public RunningService another() {
        return RunningService.start(
                database,
                redis,
                clock,
                Stream.concat(STILL.stream(), properties.stream()).toArray(String[]::new));
    }

    /// Empties database and Redis and sets the clock back. Queues and keys stay: a test that makes some names its own.
    public void clean() {
        clock.reset();
        // A rollup that is under way holds what is to be emptied, in its own order.
        await().ignoreException(PessimisticLockingFailureException.class).until(() -> {
            one.sql.execute(CLEAN);
            return true;
        });
        var cached = one.bean(StringRedisTemplate.class);
        cached.delete(cached.keys("*").stream().filter(key -> !isOfRelays(key)).toList());
    }

    /// By these a relay knows that Redis has what it took: without them it would send all of the last test again.
    private static boolean isOfRelays(String key) {
        return key.startsWith("callboard:relay-number:") || key.startsWith("callboard:probe:");
    }
}
