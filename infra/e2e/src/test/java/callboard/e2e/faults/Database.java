package callboard.e2e.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where services keep their data, of one server or of two, to be taken away and brought back.
abstract class Database implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    abstract String url(String name);

    /// As call-services are told of it.
    Map<String, String> settings() {
        return Map.of(
                "CALLBOARD_DATABASE_URL",
                url(),
                "CALLBOARD_DATABASE_USER",
                USER,
                "CALLBOARD_DATABASE_PASSWORD",
                PASSWORD);
    }

    abstract void start() throws IOException, SQLException;

    /// Brings back what is gone; what runs is left alone.
    abstract void whole() throws IOException, SQLException;

    /// Immediate shutdown: no checkpoint, no good-bye to anybody. What was committed is only in the log.
    abstract void stopAtOnce() throws IOException;

    @Override
    public abstract void close() throws IOException;

    String url() {
        return url("callboard");
    }

    Connection connect() throws SQLException {
        return connect("callboard");
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), USER, PASSWORD);
    }

    void createDatabase() throws SQLException {
        createDatabase("callboard");
    }

    void createDatabase(String name) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    /// Until it is closed, whoever wants to store an event waits.
    Connection storingNothing() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table call_events in share mode");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /// How many wait for somebody else's lock.
    int heldUp() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
            rows.next();
            return rows.getInt(1);
        }
    }

    /// Transactions in which nothing has happened for so long, as when whoever began them stands still.
    int silentTransactions(Duration silence) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement("""
                select count(*) from pg_stat_activity
                where state = 'idle in transaction' and state_change < clock_timestamp() - ? * interval '1 ms'""")) {
            statement.setLong(1, silence.toMillis());
            var rows = statement.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    /// The migrations that its schema has been through, in order.
    List<String> migrations() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery(
                    "select version || ' ' || description from flyway_schema_history where success order by installed_rank");
            var migrations = new ArrayList<String>();
            while (rows.next()) {
                migrations.add(rows.getString(1));
            }
            return migrations;
        }
    }
}
