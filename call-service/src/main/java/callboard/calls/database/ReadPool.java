package callboard.calls.database;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// Connections for lists, calls and statistics, to the same database as all others: however many read, no other
/// waits for a connection. Statements here are planned once per connection, not for each set of values.
@Configuration(proxyBeanMethods = false)
class ReadPool {

    @Bean(defaultCandidate = false)
    @ReadPath
    HikariDataSource readPathDatabase(DataSource shared, ReadProperties settings) throws SQLException {
        var pool = new HikariDataSource();
        shared.unwrap(HikariDataSource.class).copyStateTo(pool);
        pool.setPoolName("reads");
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionInitSql(Stream.of(
                        "plan_cache_mode = force_generic_plan",
                        // What is read often is in memory, where no page is far from another.
                        "random_page_cost = 1.1",
                        // Nothing here takes long enough for a compiler or for helpers to be worth their start.
                        "jit = off",
                        "max_parallel_workers_per_gather = 0",
                        "statement_timeout = " + settings.patience().toMillis())
                .collect(joining("; set ", "set ", "")));
        return pool;
    }

    @Bean(defaultCandidate = false)
    @ReadPath
    JdbcClient readPathSql(@ReadPath DataSource database, SQLExceptionTranslator translator) {
        var sql = new JdbcTemplate(database);
        sql.setExceptionTranslator(translator);
        return JdbcClient.create(sql);
    }
}
