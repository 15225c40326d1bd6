package callboard.calls.retention;

import java.time.Clock;

import callboard.calls.rows.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes calls that ended long ago, a small batch at a time. Any number of replicas may: each locks other calls.
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    // Their events go with them, by the foreign key.
    private static final String REMOVE = """
            delete from calls where id in (
              select id from calls where end_time < ? order by end_time limit ? for update skip locked)
            """;

    private final JdbcTemplate sql;
    private final RetentionSettings settings;
    private final Clock clock;
    private volatile boolean failing;

    Retention(JdbcTemplate sql, RetentionSettings settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /// Removes the calls that ended first, if they ended long enough ago.
    ///
    /// @return how many; as many as a batch holds when there may be more
    int removeOnce() {
        return sql.update(REMOVE, Columns.time(clock.instant().minus(settings.keep())), settings.batch());
    }

    // At a fixed rate, which runs on a thread of its own: removing must not keep the timers waiting.
    @Scheduled(initialDelayString = "${callboard.retention.every:5s}",
            fixedRateString = "${callboard.retention.every:5s}")
    void remove() {
        try {
            int removed = removeOnce();
            if (removed > 0) {
                log.debug("{} calls removed that ended more than {} ago", removed, settings.keep());
            }
            failing = false;
        } catch (DataAccessException away) {
            if (!failing) {
                log.warn("Old calls can't be removed now ({}); trying again", away.getMostSpecificCause().getMessage());
            }
            failing = true;
        }
    }
}
