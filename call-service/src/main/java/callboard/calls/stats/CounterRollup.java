package callboard.calls.stats;

import callboard.calls.background.BackgroundLoop;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Adds up what transactions have counted since the last time, several times a second. Any number of replicas
/// may: one of them does. Nothing is wrong while nobody does, only slower to read.
@Component
class CounterRollup {

    private static final Logger log = LoggerFactory.getLogger(CounterRollup.class);
    private static final int MOST = 5000;

    private final JdbcClient sql;

    CounterRollup(JdbcClient sql) {
        this.sql = sql;
    }

    @Bean
    static BackgroundLoop counterRollupLoop(CounterRollup rollup, StatsProperties settings) {
        return BackgroundLoop.every(settings.postEvery(), "counter-rollup", rollup::postOnce);
    }

    /// @return how many transactions' counts were posted; 0 also while another replica does it
    int postOnce() {
        return sql.sql("select post_counts(?)").param(MOST).query(Integer.class).single();
    }

    /// What was counted last, so that the next start has nothing to add up.
    @PreDestroy
    void postTheRest() {
        try {
            while (postOnce() > 0) {
                log.debug("Adding up counters before stopping");
            }
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn("Stopped with counts still to be posted; they stay in the journal ({})", unavailable.getMessage());
        }
    }
}
