package callboard.e2e.faults;

import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that can be taken away and brought back, on the same port and with the same data.
class DatabaseServer implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    final Path data;
    final int port = FreePort.any();
    private @Nullable EmbeddedPostgres server;

    DatabaseServer(Path data) {
        this.data = data;
    }

    String url() {
        return url("callboard");
    }

    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF-8")
                // The library would rather be fast than keep what was committed; here this is the point.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    void createDatabase() throws SQLException {
        createDatabase("callboard");
    }

    void createDatabase(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", USER, PASSWORD);
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

    /// Immediate shutdown: no checkpoint, no good-bye to anybody. What was committed is only in the log.
    void stopAtOnce() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        Signals.send("QUIT", pid);
        await("PostgreSQL to be gone")
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        close();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
