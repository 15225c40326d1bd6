package callboard.calls.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// Connections to the same database as all others, in a pool of their own.
@Configuration(proxyBeanMethods = false)
class WritePool {

    // Plans are kept, and some are made while tables are small or not yet looked at by the planner, as after a fresh
    // start. With these they stay good: every statement of the write path finds its rows by index.
    private static final SessionSettings GOOD_PLANS = new SessionSettings(Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "jit", "off"));

    @Bean(defaultCandidate = false)
    @WritePath
    HikariDataSource writePathDatabase(DataSource shared, DatabaseProperties settings) throws SQLException {
        var pool = GOOD_PLANS.pool(shared, "write-path");
        pool.setMaximumPoolSize(settings.writeConnections());
        pool.setMinimumIdle(settings.writeConnections());
        return pool;
    }

    @Bean(defaultCandidate = false)
    @WritePath
    JdbcTemplate writePathSql(@WritePath DataSource database, SQLExceptionTranslator translator) {
        var sql = new JdbcTemplate(database);
        sql.setExceptionTranslator(translator);
        return sql;
    }

    @Bean(defaultCandidate = false)
    @WritePath
    JdbcClient writePathClient(@WritePath JdbcTemplate sql) {
        return JdbcClient.create(sql);
    }

    @Bean(defaultCandidate = false)
    @WritePath
    JdbcTransactionManager writePathTransactions(@WritePath DataSource database, SQLExceptionTranslator translator) {
        var transactions = new JdbcTransactionManager(database);
        transactions.setExceptionTranslator(translator);
        return transactions;
    }

    /// The auto-configured `JdbcTemplate` takes it too.
    @Bean
    SQLExceptionTranslator exceptionTranslator() {
        return DatabaseFailures.translator();
    }
}
