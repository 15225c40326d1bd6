package callboard.calls.outbox;

import callboard.calls.database.WritePath;
import callboard.contracts.Partitions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which partitions of the outbox this replica's relay publishes: each is held by one relay at a time, and they are
/// spread evenly over the relays that live. A relay lives while it says so; what a silent one held is shared by the
/// others, and a new one is given its share by those who have more.
///
/// Only the thread that drains the outbox asks for them.
@Component
class PartitionLeases {

    // Replicas of an earlier version know one lease for all. We hold it together, under this name.
    private static final String ALL_OF_US = "by partition";
    private static final String KEEP_OLD_ONES_OUT = """
            insert into outbox_lease (holder, until, term)
              values (:all, clock_timestamp() + :length * interval '1 millisecond', 1)
            on conflict (only_row) do update set holder = excluded.holder, until = excluded.until,
              term = outbox_lease.term + (outbox_lease.holder <> excluded.holder)::int
              where outbox_lease.holder = excluded.holder or outbox_lease.until < clock_timestamp()
            returning 1
            """;

    // Ours come first, so that no more of them move than have to. A term grows with each move. Rows that another relay
    // is
    // just taking are passed by.
    private static final String KEEP = """
            with present as (
              insert into outbox_relays (relay, until)
                values (:us, clock_timestamp() + :length * interval '1 millisecond')
              on conflict (relay) do update set until = excluded.until
            ), forgotten as (
              delete from outbox_relays where until < clock_timestamp() - interval '1 minute' and relay <> :us
            ), alive as (
              select relay, row_number() over (order by relay) as place, count(*) over () as relays
              from (select relay from outbox_relays where until > clock_timestamp() union select :us) as known (relay)
            ), share as (
              select :partitions / relays + (place <= :partitions % relays)::int as partitions
              from alive where relay = :us
            ), kept as materialized (
              select partition, term, relay is not distinct from :us as was_ours
              from outbox_partitions as its
              where relay = :us or relay is null or not exists (
                select from outbox_relays as other where other.relay = its.relay and until > clock_timestamp())
              order by relay is distinct from :us, partition
              limit (select partitions from share)
              for update skip locked
            ), taken as (
              update outbox_partitions as its set relay = :us, term = kept.term + 1
              from kept where its.partition = kept.partition and not was_ours
            ), given_up as (
              update outbox_partitions set relay = null
              where relay = :us and partition not in (select partition from kept)
            )
            select partition, term + (not was_ours)::int as term from kept
            """;

    private static final String RAISE_TERM = """
            update outbox_partitions set term = ? + 1 where partition = ? and relay = ? and term <= ?
            """;

    private static final String RELEASE = """
            with given_up as (update outbox_partitions set relay = null where relay = :us)
            delete from outbox_relays where relay = :us
            """;

    private final JdbcClient sql;
    private final OutboxProperties settings;
    private final String us = UUID.randomUUID().toString();
    private long due = System.nanoTime();
    private volatile long until = System.nanoTime();
    private volatile Map<Integer, Long> terms = Map.of();

    PartitionLeases(@WritePath JdbcClient sql, OutboxProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// How many are ours now.
    int held() {
        return System.nanoTime() - until < 0 ? terms.size() : 0;
    }

    /// Whether this one is ours now.
    boolean holds(int partition) {
        return held() > 0 && terms.containsKey(partition);
    }

    /// Keeps what is ours, takes what nobody has and gives up what is another's share. Said to the database a few
    /// times in a lease's length, so that a busy relay writes it rarely.
    ///
    /// @return the partitions that are ours, each with a term that has grown whenever another relay took it
    Map<Integer, Long> keep() {
        long now = System.nanoTime();
        if (now - due >= 0) {
            terms = isOursToShare() ? share() : Map.of();
            until = now + settings.lease().toNanos();
            due = now + beat(settings.lease()).toNanos();
        }
        return terms;
    }

    /// How often a relay says that it lives, and looks for what is nobody's.
    static Duration beat(Duration lease) {
        return lease.dividedBy(5);
    }

    private boolean isOursToShare() {
        return sql.sql(KEEP_OLD_ONES_OUT)
                .param("all", ALL_OF_US)
                .param("length", settings.lease().toMillis())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Map<Integer, Long> share() {
        return sql
                .sql(KEEP)
                .param("us", us)
                .param("length", settings.lease().toMillis())
                .param("partitions", Partitions.COUNT)
                .query((row, _) -> Map.entry(row.getInt("partition"), row.getLong("term")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Another relay has published a partition under a later term. Ours becomes the latest if it is ours after all: as
    /// when the database was restored from a time when the term was lower, and Redis was not.
    void lost(int partition, long laterTerm) {
        sql.sql(RAISE_TERM).params(laterTerm, partition, us, laterTerm).update();
        due = System.nanoTime();
    }

    /// Others may take them at once.
    void release() {
        sql.sql(RELEASE).param("us", us).update();
        terms = Map.of();
    }
}
