package callboard.calls.database;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Has statements of the read path planned for the values that they are run with. Planning costs milliseconds, which is
/// too much for a list's page; a report of days or of a year, of one queue or of all, needs other plans for each.
@Component
public class CustomPlans {

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    CustomPlans(@ReadPath JdbcClient sql, @ReadPath DataSource database) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /// What is read, all of it over one connection.
    public <T> T read(Supplier<T> reading) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            sql.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                    .query(String.class)
                    .single();
            return reading.get();
        }));
    }
}
