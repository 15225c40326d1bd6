package callboard.calls.retention;

import static callboard.calls.rows.Columns.time;

import callboard.calls.background.BackgroundLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Removes calls that ended long ago, old alerts, old statistics, what agents did and what administrators changed, a
/// small batch at a time. Any number of replicas may: each locks others.
///
/// By row, from tables that aren't partitioned by day: ADR 17.
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    // Their events and alerts go with them, by the foreign keys. When they began is noted: they stay counted, and an
    // import must not count them again.
    private static final String CALLS = """
            with gone as (
              delete from calls where id in (
                select id from calls where end_time < ? and last_heard < ? order by end_time limit ?
                for update skip locked)
              returning queue_id, start_time),
            noted as (
              insert into removed_calls as known (queue_id, first_call, last_call)
              select queue_id, min(start_time), max(start_time) from gone group by queue_id order by queue_id
              on conflict (queue_id) do update set
                first_call = least(known.first_call, excluded.first_call),
                last_call = greatest(known.last_call, excluded.last_call))
            select count(*) from gone
            """;
    private static final String ALERTS = """
            delete from alerts where id in (
              select id from alerts where at < ? order by at, id limit ? for update skip locked)
            """;
    // The write path does so itself, in the transaction that ends the call; releases up to 1.0.0 didn't.
    private static final String LEFT_OPEN = """
            update alerts set cleared_at = calls.end_time
            from calls
            where calls.id = alerts.call_id and alerts.id in (
              select open.id from alerts open join calls ended on ended.id = open.call_id
              where open.cleared_at is null and ended.status = 'ended' limit ? for update of open skip locked)
            """;
    private static final String CHANGES = """
            delete from changes where id in (
              select id from changes where at < ? order by at, id limit ? for update skip locked)
            """;
    private static final String MINUTES = """
            delete from stats_minutes where (minute, queue_id) in (
              select minute, queue_id from stats_minutes where minute < ? order by minute limit ?
              for update skip locked)
            """;
    private static final String QUARTERS = """
            delete from stats_quarters where (quarter, queue_id) in (
              select quarter, queue_id from stats_quarters where quarter < ? order by quarter limit ?
              for update skip locked)
            """;
    private static final String WAITS = """
            delete from stats_waits where (quarter, queue_id, bucket) in (
              select quarter, queue_id, bucket from stats_waits where quarter < ? order by quarter limit ?
              for update skip locked)
            """;
    private static final String STATS_DAYS = """
            delete from stats_days where (day, queue_id) in (
              select day, queue_id from stats_days where day < ?::date order by day limit ?
              for update skip locked)
            """;
    private static final String DAY_WAITS = """
            delete from stats_day_waits where (day, queue_id, bucket) in (
              select day, queue_id, bucket from stats_day_waits where day < ?::date order by day limit ?
              for update skip locked)
            """;
    private static final String DAY_ALL_WAITS = """
            delete from stats_day_all_waits where (day, bucket) in (
              select day, bucket from stats_day_all_waits where day < ?::date order by day limit ?
              for update skip locked)
            """;
    private static final String DAYS = """
            delete from agent_days where (day, agent_id) in (
              select day, agent_id from agent_days where day < ?::date order by day limit ?
              for update skip locked)
            """;

    private static final String STAYS = """
            delete from agent_stays where (agent_id, until, call_id, state, since) in (
              select agent_id, until, call_id, state, since from agent_stays where until < ? limit ?
              for update skip locked)
            """;
    // What still says how an agent is stays: what was told of them last, and the sign-in that says who they are. Of
    // those who have been gone for as long nothing does; what is oldest goes first, so their sign-out goes last.
    private static final String TOLD = """
            delete from agent_events where id in (
              select old.id
              from (select ?::timestamptz as oldest) as kept join agent_events old on old.happened_at < kept.oldest
              cross join lateral (
                select type, happened_at from agent_events where agent_id = old.agent_id
                order by happened_at desc, type = 'agent_state_changed' desc, type = 'agent_signed_in' desc limit 1
              ) as latest
              where latest.type = 'agent_signed_out' and latest.happened_at < kept.oldest
                or old.type <> 'agent_signed_in' and latest.happened_at > old.happened_at
                or exists (select from agent_events later
                           where later.agent_id = old.agent_id and later.type = 'agent_signed_in'
                             and later.happened_at > old.happened_at)
              order by old.happened_at, old.type = 'agent_signed_out' limit ? for update of old skip locked)
            """;

    private static final String GONE = """
            delete from agents where id in (
              select id from agents where not exists (select from agent_events where agent_id = agents.id) limit ?
              for update skip locked)
            """;

    private final JdbcClient sql;
    private final RetentionProperties settings;
    private final Clock clock;

    Retention(JdbcClient sql, RetentionProperties settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static BackgroundLoop retentionLoop(Retention retention, RetentionProperties settings) {
        return new BackgroundLoop("retention", settings.every(), retention::removeOnce);
    }

    /// Removes one batch of each.
    ///
    /// @return how long to wait for the next; with more to remove so long that removing takes a quarter of the time
    Duration removeOnce() {
        long began = System.nanoTime();
        int calls = removeCallsOnce();
        int alerts = removeAlertsOnce();
        int statistics = removeStatisticsOnce();
        int agents = removeAgentsPastOnce();
        int changes = removeChangesOnce();
        int cleared = clearAlertsOnce();
        if (calls + alerts + statistics + agents + changes > 0) {
            log.debug(
                    "Removed {} calls, {} alerts, {} rows of statistics, {} of agents and {} of changes that were old",
                    calls,
                    alerts,
                    statistics,
                    agents,
                    changes);
        }
        boolean isAll = IntStream.of(calls, alerts, statistics, agents, changes, cleared)
                .allMatch(rows -> rows < settings.batch());
        return isAll ? settings.every() : Duration.ofNanos(3 * (System.nanoTime() - began));
    }

    /// Removes the calls that ended first, if they ended and were last heard of long enough ago: what is acknowledged
    /// isn't gone at once, however old it is.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeCallsOnce() {
        var before = time(clock.instant().minus(settings.keep()));
        return sql.sql(CALLS)
                .params(before, before, settings.batch())
                .query(Integer.class)
                .single();
    }

    /// Removes the oldest alerts, if they are old enough.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeAlertsOnce() {
        return remove(ALERTS, settings.keepAlerts());
    }

    /// Clears alerts of calls that have ended, which an earlier version left open.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int clearAlertsOnce() {
        return sql.sql(LEFT_OPEN).param(settings.batch()).update();
    }

    /// Removes what was counted of the oldest minutes, quarters of an hour and agents' days, if these are old enough.
    ///
    /// @return how many rows; 0 when there is nothing left to do
    int removeStatisticsOnce() {
        var keep = settings.keepStatistics();
        return remove(MINUTES, keep)
                + remove(QUARTERS, keep.plus(QUARTER))
                + remove(WAITS, keep.plus(QUARTER))
                + remove(STATS_DAYS, keep.plus(DAY))
                + remove(DAY_WAITS, keep.plus(DAY))
                + remove(DAY_ALL_WAITS, keep.plus(DAY))
                + remove(DAYS, keep);
    }

    /// Removes what agents did, as long ago as calls are kept, and those of whom nothing that was told is left.
    ///
    /// @return how many rows; 0 when there is nothing left to do
    int removeAgentsPastOnce() {
        return remove(STAYS, settings.keep())
                + remove(TOLD, settings.keep())
                + sql.sql(GONE).param(settings.batch()).update();
    }

    /// Removes the oldest of what administrators have changed, if it is old enough.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeChangesOnce() {
        return remove(CHANGES, settings.keepChanges());
    }

    private int remove(String statement, Duration keep) {
        return sql.sql(statement)
                .params(time(clock.instant().minus(keep)), settings.batch())
                .update();
    }
}
