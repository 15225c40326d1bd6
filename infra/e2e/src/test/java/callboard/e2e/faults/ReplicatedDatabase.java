package callboard.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A PostgreSQL and its standby: nothing is committed before the standby has it.
final class ReplicatedDatabase extends Database {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// Of the primary alone: locks, logs and the place where its own log was.
    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "postgresql.auto.conf");

    private final String hosts;
    private DatabaseServer primary;
    private DatabaseServer standby;

    ReplicatedDatabase(Path home) {
        primary = new DatabaseServer(home.resolve("postgres-1"));
        standby = new DatabaseServer(home.resolve("postgres-2"));
        hosts = "localhost:" + primary.port + ",localhost:" + standby.port;
    }

    @Override
    String url(String name) {
        return "jdbc:postgresql://" + hosts + "/" + name;
    }

    /// To read from whichever is the standby.
    @Override
    Map<String, String> settings() {
        var settings = new HashMap<>(super.settings());
        settings.put("CALLBOARD_DATABASE_READS_URL", url());
        return settings;
    }

    /// To the one that can be written to now.
    @Override
    Connection connect(String name) throws SQLException {
        return primary.connect(name);
    }

    @Override
    void start() throws IOException, SQLException {
        whole();
    }

    @Override
    void whole() throws IOException, SQLException {
        primary.whole();
        if (!standby.runs()) {
            follow();
        }
    }

    @Override
    void stopAtOnce() throws IOException {
        primary.stopAtOnce();
    }

    /// Makes the standby anew, of what the primary has now, and has commits wait for it from now on.
    private void follow() throws IOException, SQLException {
        Cluster.clear(standby.data);
        try (var connection = primary.connect("postgres")) {
            asked(connection, "select pg_backup_start('standby', true)");
            copy(primary.data, standby.data);
            Files.writeString(
                    standby.data.resolve("backup_label"), asked(connection, "select labelfile from pg_backup_stop()"));
            Files.writeString(standby.data.resolve("standby.signal"), "");
            Files.writeString(standby.data.resolve("postgresql.auto.conf"), """
                    primary_conninfo = 'host=127.0.0.1 port=%d user=%s application_name=standby'
                    wal_retrieve_retry_interval = 200ms
                    """.formatted(primary.port, USER));
            standby.start();
            try (var statement = connection.createStatement()) {
                statement.execute("alter system set synchronous_standby_names = 'standby'");
            }
            asked(connection, "select pg_reload_conf()");
            await("a standby that commits wait for")
                    .atMost(PATIENCE)
                    .until(
                            () -> "sync"
                                    .equals(
                                            asked(
                                                    connection,
                                                    "select coalesce(max(sync_state), '') from pg_stat_replication where state = 'streaming'")));
        }
    }

    /// The standby hears everything, and shows nothing of it.
    void holdUpStandby() throws SQLException {
        try (var connection = standby.connect("postgres")) {
            asked(connection, "select pg_wal_replay_pause()");
        }
    }

    void letStandbyGoOn() throws SQLException {
        try (var connection = standby.connect("postgres")) {
            asked(connection, "select pg_wal_replay_resume()");
        }
    }

    /// The standby fails for good, and commits wait for nobody.
    void loseStandby() throws IOException, SQLException {
        try (var connection = primary.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter system reset synchronous_standby_names");
            asked(connection, "select pg_reload_conf()");
        }
        standby.kill();
    }

    /// How often calls have been looked at in the standby, as it has counted by now.
    long readFromStandby() throws SQLException {
        try (var connection = standby.connect()) {
            return Long.parseLong(
                    asked(connection, "select seq_scan + idx_scan from pg_stat_user_tables where relname = 'calls'"));
        }
    }

    /// From now on the standby hears nothing: what is acknowledged without it would be lost with the primary.
    void withholdFromStandby() throws SQLException {
        try (var connection = primary.connect("postgres")) {
            Signals.send("STOP", Long.parseLong(asked(connection, "select pid from pg_stat_replication")));
        }
    }

    /// The primary fails for good, and the standby takes its place, as whoever looks after them would see to.
    void failOver() throws IOException, SQLException {
        primary.kill();
        try (var connection = standby.connect("postgres")) {
            asked(connection, "select pg_promote()");
        }
        var failed = primary;
        primary = standby;
        standby = failed;
    }

    private static String asked(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.copy(folder, to.resolve(from.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
                return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isLeftOut(file)) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException gone) {
                        return visitFileFailed(file, gone);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            /// Files come and go meanwhile; the log, which the standby reads from where this began, has them right.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            private boolean isLeftOut(Path path) {
                return path.getParent().equals(from)
                        && NOT_COPIED.contains(path.getFileName().toString());
            }
        });
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
