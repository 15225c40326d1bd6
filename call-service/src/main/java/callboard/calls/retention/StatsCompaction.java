package callboard.calls.retention;

import callboard.calls.rows.Columns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Keeps the statistics from growing without end: what several writers counted of a time that is past becomes one
/// row,
/// and what is older than statistics are kept goes. Any number of replicas may.
@Component
class StatsCompaction {

    private static final Logger log = LoggerFactory.getLogger(StatsCompaction.class);

    /// Long enough that hardly anything is still counted there; what is, is folded in turn.
    private static final Duration PAST = Duration.ofDays(2);

    // Rows that somebody counts in at this moment are left to the next time: nobody waits for anybody.
    private static final String FOLD_MINUTES = """
            with gone as (
              delete from stats_minutes where (minute, queue_id, slot) in (
                select minute, queue_id, slot from stats_minutes where minute < ? and slot < 64
                order by minute limit ? for update skip locked)
              returning *
            ), folded as (
              insert into stats_minutes as counted (minute, queue_id, slot, offered, answered, answered_within,
                                                    wait_millis, abandoned, short_abandoned, handled, handle_millis)
              select minute, queue_id, 64, sum(offered)::bigint, sum(answered)::bigint, sum(answered_within)::bigint,
                     sum(wait_millis)::bigint, sum(abandoned)::bigint, sum(short_abandoned)::bigint,
                     sum(handled)::bigint, sum(handle_millis)::bigint
              from gone group by minute, queue_id order by minute, queue_id
              on conflict (minute, queue_id, slot) do update set
                offered = counted.offered + excluded.offered, answered = counted.answered + excluded.answered,
                answered_within = counted.answered_within + excluded.answered_within,
                wait_millis = counted.wait_millis + excluded.wait_millis,
                abandoned = counted.abandoned + excluded.abandoned,
                short_abandoned = counted.short_abandoned + excluded.short_abandoned,
                handled = counted.handled + excluded.handled,
                handle_millis = counted.handle_millis + excluded.handle_millis
            )
            select count(*) from gone
            """;

    private static final String FOLD_DAYS = """
            with gone as (
              delete from agent_days where (day, agent_id, slot) in (
                select day, agent_id, slot from agent_days where day < ?::date and slot < 64
                order by day limit ? for update skip locked)
              returning *
            ), folded as (
              insert into agent_days as counted (day, agent_id, slot, handled, missed, handle_millis, last_left)
              select day, agent_id, 64, sum(handled)::bigint, sum(missed)::bigint, sum(handle_millis)::bigint,
                     max(last_left)
              from gone group by day, agent_id order by day, agent_id
              on conflict (day, agent_id, slot) do update set
                handled = counted.handled + excluded.handled, missed = counted.missed + excluded.missed,
                handle_millis = counted.handle_millis + excluded.handle_millis,
                last_left = greatest(counted.last_left, excluded.last_left)
            )
            select count(*) from gone
            """;

    private static final String FORGET_MINUTES = """
            delete from stats_minutes where (minute, queue_id, slot) in (
              select minute, queue_id, slot from stats_minutes where minute < ? order by minute limit ?
              for update skip locked)
            """;

    private static final String FORGET_QUARTERS = """
            delete from stats_quarters where (quarter, queue_id, slot) in (
              select quarter, queue_id, slot from stats_quarters where quarter < ? order by quarter limit ?
              for update skip locked)
            """;

    private static final String FORGET_DAYS = """
            delete from agent_days where (day, agent_id, slot) in (
              select day, agent_id, slot from agent_days where day < ?::date order by day limit ?
              for update skip locked)
            """;

    private final JdbcTemplate sql;
    private final RetentionProperties settings;
    private final Clock clock;
    private volatile boolean failing;

    StatsCompaction(JdbcTemplate sql, RetentionProperties settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /// Folds and forgets one batch of each.
    ///
    /// @return how many rows it took away; 0 when there is nothing left to do
    int foldOnce() {
        var past = clock.instant().minus(PAST);
        var forgotten = clock.instant().minus(settings.keepStatistics());
        int batch = settings.batch();
        return sql.update(FORGET_MINUTES, Columns.time(forgotten), batch)
                // Behind the minutes, which are taken off them.
                + sql.update(FORGET_QUARTERS, Columns.time(forgotten.minus(PAST)), batch)
                + sql.update(FORGET_DAYS, day(forgotten), batch)
                + folded(FOLD_MINUTES, Columns.time(past))
                + folded(FOLD_DAYS, day(past));
    }

    private int folded(String fold, Object before) {
        return Objects.requireNonNull(sql.queryForObject(fold, Integer.class, before, settings.batch()));
    }

    private static String day(Instant moment) {
        return moment.toString().substring(0, "2026-01-01".length());
    }

    @Scheduled(
            initialDelayString = "${callboard.retention.every:5s}",
            fixedDelayString = "${callboard.retention.every:5s}")
    void fold() {
        try {
            foldOnce();
            failing = false;
        } catch (DataAccessException away) {
            if (!failing) {
                log.warn(
                        "Old statistics can't be folded now ({}); trying again",
                        away.getMostSpecificCause().getMessage());
            }
            failing = true;
        }
    }
}
