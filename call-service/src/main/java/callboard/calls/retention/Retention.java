package callboard.calls.retention;

import callboard.calls.rows.Columns;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes calls that ended long ago and old alerts, a small batch at a time. Any number of replicas may: each
/// locks
/// others.
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    // Their events and alerts go with them, by the foreign keys.
    private static final String REMOVE = """
            delete from calls where id in (
              select id from calls where end_time < ? order by end_time limit ? for update skip locked)
            """;
    private static final String REMOVE_ALERTS = """
            delete from alerts where id in (
              select id from alerts where at < ? order by at, id limit ? for update skip locked)
            """;

    private final JdbcTemplate sql;
    private final RetentionProperties settings;
    private final Clock clock;
    private volatile boolean failing;

    Retention(JdbcTemplate sql, RetentionProperties settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /// Removes the calls that ended first, if they ended long enough ago.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeOnce() {
        return remove(REMOVE, settings.keep());
    }

    /// Removes the oldest alerts, if they are old enough.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeAlertsOnce() {
        return remove(REMOVE_ALERTS, settings.keepAlerts());
    }

    private int remove(String statement, Duration keep) {
        return sql.update(statement, Columns.time(clock.instant().minus(keep)), settings.batch());
    }

    // At a fixed rate, which runs on a thread of its own: removing must not keep the timers waiting.
    @Scheduled(
            initialDelayString = "${callboard.retention.every:5s}",
            fixedRateString = "${callboard.retention.every:5s}")
    void remove() {
        try {
            int removed = removeOnce();
            if (removed > 0) {
                log.debug("{} calls removed that ended more than {} ago", removed, settings.keep());
            }
            int alerts = removeAlertsOnce();
            if (alerts > 0) {
                log.debug("{} alerts removed that are older than {}", alerts, settings.keepAlerts());
            }
            failing = false;
        } catch (DataAccessException away) {
            if (!failing) {
                log.warn(
                        "Old calls and alerts can't be removed now ({}); trying again",
                        away.getMostSpecificCause().getMessage());
            }
            failing = true;
        }
    }
}
