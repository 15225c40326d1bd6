package callboard.calls.rows;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/// Connections for lists, calls and statistics, to the same database as everybody's: however many read, nobody
/// else
/// waits for a connection. Statements here are planned once per connection, not for each set of values.
@Component
public class Reads implements DisposableBean {

    private final HikariDataSource connections;
    private final JdbcTemplate sql;

    Reads(DataSource everybodys, ReadProperties settings, SQLExceptionTranslator words) throws SQLException {
        connections = new HikariDataSource();
        everybodys.unwrap(HikariDataSource.class).copyStateTo(connections);
        connections.setPoolName("reads");
        connections.setMaximumPoolSize(settings.connections());
        connections.setMinimumIdle(1);
        connections.setConnectionInitSql(Stream.of(
                        "plan_cache_mode = force_generic_plan",
                        // What is read often is in memory, where no page is far from another.
                        "random_page_cost = 1.1",
                        // Nothing here takes long enough for a compiler or for helpers to be worth their start.
                        "jit = off",
                        "max_parallel_workers_per_gather = 0",
                        "statement_timeout = " + settings.patience().toMillis())
                .collect(joining("; set ", "set ", "")));
        sql = new JdbcTemplate(connections);
        sql.setExceptionTranslator(words);
    }

    public JdbcTemplate sql() {
        return sql;
    }

    @Override
    public void destroy() {
        connections.close();
    }
}
