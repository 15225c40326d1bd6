package callboard.calls.stats;

import jakarta.annotation.PreDestroy;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Adds up what transactions have counted since the last time, several times a second. Any number of replicas
/// may: one of
/// them does. Nothing is wrong while nobody does, only slower to read.
@Component
class CounterRollup {

    private static final Logger log = LoggerFactory.getLogger(CounterRollup.class);
    private static final int MOST = 5000;

    private final JdbcTemplate sql;
    private volatile boolean failing;

    CounterRollup(JdbcTemplate sql) {
        this.sql = sql;
    }

    /// @return how many transactions' counts were posted; 0 also while another replica does it
    int postOnce() {
        return Objects.requireNonNull(sql.queryForObject("select post_counts(?)", Integer.class, MOST));
    }

    /// What was counted last: the next to run may be a version that reads counters alone.
    @PreDestroy
    void postTheRest() {
        try {
            while (postOnce() > 0) {
                log.debug("CounterRollup what was counted before stopping");
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("Stopped with counts still to be posted; they stay in the journal ({})", away.getMessage());
        }
    }

    @Scheduled(
            initialDelayString = "${callboard.stats.post-every:250ms}",
            fixedDelayString = "${callboard.stats.post-every:250ms}")
    void post() {
        try {
            postOnce();
            failing = false;
        } catch (DataAccessException | TransactionException away) {
            if (!failing) {
                log.warn("What was counted can't be posted now ({}); it stays in the journal", away.getMessage());
            }
            failing = true;
        }
    }
}
