package callboard.calls.rows;

import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import static java.util.stream.Collectors.joining;

/// Connections for reading only, apart from those that write: however many read, no event waits for a connection.
///
/// Statements here are planned once per connection, not for each set of values, and are given up after some seconds.
@Component
public class Reads implements DisposableBean {

    private final HikariDataSource connections;
    private final JdbcTemplate sql;

    Reads(DataSourceProperties database, ReadSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("reads");
        pool.setJdbcUrl(database.determineUrl());
        pool.setUsername(database.determineUsername());
        pool.setPassword(database.determinePassword());
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        // A database that is away is said so within seconds.
        pool.setConnectionTimeout(2000);
        pool.setValidationTimeout(1000);
        // The writers' pool, which is made first, says so when the database is away at the start.
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "call-service reads");
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "8");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("prepareThreshold", "1");
        pool.addDataSourceProperty("options", Stream.of("default_transaction_read_only=on",
                "plan_cache_mode=force_generic_plan",
                // What is read often is in memory, where no page is far from another.
                "random_page_cost=1.1",
                // Nothing here takes long enough for a compiler or for helpers to be worth their start.
                "jit=off", "max_parallel_workers_per_gather=0",
                "statement_timeout=" + settings.patience().toMillis()).collect(joining(" -c ", "-c ", "")));
        connections = new HikariDataSource(pool);
        sql = new JdbcTemplate(connections);
    }

    public JdbcTemplate sql() {
        return sql;
    }

    @Override
    public void destroy() {
        connections.close();
    }
}
