package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server process that works on a data folder, ours or one that a killed launcher left behind.
record Postmaster(ProcessHandle process, String port) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /// As `postmaster.pid` says, whose first line is the process and fourth its port; none if that file is stale.
    static Optional<Postmaster> of(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(Postmaster::isPostgres)
                    .map(process -> new Postmaster(
                            process, lines.size() > 3 ? lines.get(3).strip() : ""));
        } catch (IOException | NumberFormatException | NoSuchElementException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /// Makes sure that nothing works on a data folder any more, and that its server may start there.
    ///
    /// @param binaries the folder that only our own servers are run from
    static void endAllOn(Path data, Path binaries) throws IOException {
        of(data).ifPresent(Postmaster::end);
        if (Files.isDirectory(binaries)) {
            // When a server is killed, what it left working ends by itself, mostly at once.
            Path programs = binaries.toRealPath();
            ProcessHandle.allProcesses()
                    .filter(process -> isServer(process, programs))
                    .forEach(process -> ProcessTermination.terminate(process, GRACE));
        }
        // A server that was killed and not yet collected would count as running, and refuse the next one.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static boolean isServer(ProcessHandle process, Path binaries) {
        return isPostgres(process)
                && process.info()
                        .command()
                        .map(command -> Path.of(command).startsWith(binaries))
                        .orElse(false);
    }

    /// Ends it as cleanly as it lets us: asked to stop, it waits for its sessions, so those are ended too.
    void end() {
        try (var session = connect()) {
            process.destroy();
            if (session != null) {
                endOtherSessions(session);
            }
        } catch (SQLException sessionWentToo) {
            // What counts is the process, below.
        }
        ProcessTermination.terminate(process, GRACE);
    }

    private @Nullable Connection connect() {
        try {
            DriverManager.setLoginTimeout(5);
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + port + "/postgres", Postgres.USER, Postgres.PASSWORD);
        } catch (SQLException notAnswering) {
            return null;
        }
    }

    private static void endOtherSessions(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }
}
