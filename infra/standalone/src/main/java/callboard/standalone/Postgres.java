package callboard.standalone;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Embedded PostgreSQL on localhost, with a data folder that is kept from run to run.
final class Postgres implements Component {

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";
    private static final String DATABASE = "callboard";
    private static final String MAJOR_VERSION = "18";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final Path data;
    private final Path completed;
    private final Path binaries;
    private final int port;
    private final Path log;

    private @Nullable EmbeddedPostgres server;
    private boolean stopped;

    Postgres(LauncherSettings settings) {
        this.data = settings.data().resolve("postgres");
        this.completed = settings.data().resolve("postgres.complete");
        this.binaries = settings.binaries();
        this.port = settings.postgresPort();
        this.log = settings.logs().resolve("postgres.log");
    }

    @Override
    public String name() {
        return "PostgreSQL " + MAJOR_VERSION;
    }

    String url() {
        return url(DATABASE);
    }

    /// Returns when the server answers.
    @Override
    public synchronized void start() {
        if (stopped) {
            throw new LaunchFailure(name() + " was stopped.");
        }
        requireUserThatMay();
        try {
            Postmaster.endAllOn(data, binaries);
            discardIncomplete();
            requireOurVersion();
            server = startServer();
            createDatabase();
            Files.writeString(completed, "This data folder was set up completely.\n");
        } catch (IOException | RuntimeException | SQLException failed) {
            Postmaster.of(data).ifPresent(Postmaster::end);
            if (failed instanceof LaunchFailure clear) {
                throw clear;
            }
            throw new LaunchFailure(
                    "PostgreSQL did not start (" + failed.getMessage() + "); see " + log
                            + ", or begin with an empty one with -Dreset.",
                    failed);
        }
    }

    @Override
    public CompletableFuture<String> ended() {
        return Postmaster.of(data)
                .map(postmaster ->
                        ProcessTermination.onExit(postmaster.process()).thenApply(_ -> "its server process is gone"))
                .orElseGet(() -> CompletableFuture.completedFuture("its server process is gone"));
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException failed) {
            throw new LaunchFailure("PostgreSQL did not stop properly (" + failed.getMessage() + ").", failed);
        } finally {
            Postmaster.of(data).ifPresent(Postmaster::end);
        }
    }

    private EmbeddedPostgres startServer() throws IOException {
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPort(port)
                .setPGStartupWait(START_TIMEOUT)
                .setLocaleConfig("locale", "C")
                // Made for tests, the library would rather be fast than keep what was answered 201.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .start();
    }

    private void createDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    /// A first start that was killed half-way leaves folders that no later start can use, and nothing worth
    /// keeping.
    private void discardIncomplete() throws IOException {
        if (!Files.exists(completed)) {
            Folders.delete(data);
        }
        if (Files.isDirectory(binaries)) {
            try (var unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
                for (Path folder : unpacked) {
                    if (!Files.exists(folder.resolve(".exists"))) {
                        Folders.delete(folder);
                    }
                }
            }
        }
    }

    /// PostgreSQL never runs as root; where Linux lets it, the library makes it believe that it is somebody else.
    private static void requireUserThatMay() {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        if (!isWindows && new UnixSystem().getUid() == 0 && !LinuxUtils.isUnshareAvailable()) {
            throw new LaunchFailure("PostgreSQL refuses to run as root, and this machine has no `unshare` that would"
                    + " let it run as another user: start Callboard as an ordinary user.");
        }
    }

    private void requireOurVersion() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR_VERSION)) {
            throw new LaunchFailure("The data in " + data + " was written by PostgreSQL "
                    + Files.readString(version).strip() + " and this is " + MAJOR_VERSION
                    + ": begin anew with -Dreset, or keep it and choose another folder with -Dcallboard.home=DIR.");
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }
}
