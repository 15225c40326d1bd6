package callboard.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/// One PostgreSQL 18 for the whole test run; each test class takes a database of its own. Its clock is in a zone
/// that is neither UTC nor whole hours, so that code which forgets about zones fails.
public final class TestPostgres {

    private static final String ZONE = "Asia/Kathmandu";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SERVER = start();

    private TestPostgres() {}

    /// JDBC address, user and password included, of a database that is empty and nobody else's.
    public static String freshDatabase() {
        String name = "callboard_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        elsewhere("create database " + name);
        return url(name);
    }

    /// Does this as the server's administrator, connected to another database than any test's.
    public static void elsewhere(String... statements) {
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("Not done: " + String.join("; ", statements), refused);
        }
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + SERVER + "/" + database + "?user=postgres&password=postgres";
    }

    private static String start() {
        return Docker.available() ? startContainer() : startEmbedded();
    }

    @SuppressWarnings("resource") // Lives as long as the JVM; Testcontainers removes it.
    private static String startContainer() {
        var container = new GenericContainer<>("postgres:18-alpine")
                .withEnv("POSTGRES_PASSWORD", "postgres")
                .withCommand("postgres", "-c", "max_connections=300", "-c", "timezone=" + ZONE)
                .withExposedPorts(5432)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
        container.start();
        return container.getHost() + ":" + container.getMappedPort(5432);
    }

    private static String startEmbedded() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("timezone", ZONE)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF-8")
                    .setPGStartupWait(AwaitDefaults.LONG)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
            return "localhost:" + postgres.getPort();
        } catch (IOException failed) {
            throw new UncheckedIOException("Embedded PostgreSQL did not start", failed);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException failed) {
            System.err.println("Embedded PostgreSQL did not stop: " + failed);
        }
    }
}
