package callboard.calls.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.StringUtils;

/// Connections for lists, calls and statistics, to the same database as all others or to a standby of it: however many
/// read, no other waits for a connection. Statements here are planned once per connection, not for each set of values.
@Configuration(proxyBeanMethods = false)
class ReadPool {

    @Bean(defaultCandidate = false)
    @ReadPath
    DataSource readPathDatabase(DataSource shared, ReadProperties settings) throws SQLException {
        var session = new SessionSettings(Map.of(
                "plan_cache_mode", "force_generic_plan",
                // What is read often is in memory, where no page is far from another.
                "random_page_cost", "1.1",
                // Nothing here takes long enough for a compiler or for helpers to be worth their start.
                "jit", "off",
                "max_parallel_workers_per_gather", "0",
                "statement_timeout", Long.toString(settings.patience().toMillis())));
        var primary = sized(session.pool(shared, "reads"), settings);
        if (!StringUtils.hasText(settings.url())) {
            return primary;
        }
        var standby = sized(session.pool(shared, "standby-reads", settings.url(), "preferSecondary"), settings);
        // The primary is there for whoever doesn't get one. The pool allows no shorter time.
        standby.setConnectionTimeout(250);
        standby.setValidationTimeout(250);
        // Nor is it needed to start.
        standby.setInitializationFailTimeout(-1);
        return new StandbyReads(shared, primary, standby, settings.lag());
    }

    private static HikariDataSource sized(HikariDataSource pool, ReadProperties settings) {
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        return pool;
    }

    @Bean(defaultCandidate = false)
    @ReadPath
    JdbcTemplate readPathSql(@ReadPath DataSource database, SQLExceptionTranslator translator) {
        var sql = new JdbcTemplate(database);
        sql.setExceptionTranslator(translator);
        return sql;
    }

    @Bean(defaultCandidate = false)
    @ReadPath
    JdbcClient readPathClient(@ReadPath JdbcTemplate sql) {
        return JdbcClient.create(sql);
    }
}
