package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
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
                    .map(process -> new Postmaster(process, lines.size() > 3 ? lines.get(3).strip() : ""));
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /// Ends it as cleanly as it lets us: told to stop, it waits for its sessions, so those are ended too.
    void end() {
        try (var session = connect()) {
            process.destroy();
            if (session != null) {
                endOtherSessions(session);
            }
        } catch (SQLException sessionWentToo) {
            // What counts is the process, below.
        }
        Ending.of(process, GRACE);
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
        return process.info().command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }
}
