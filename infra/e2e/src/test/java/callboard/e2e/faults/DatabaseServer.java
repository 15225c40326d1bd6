package callboard.e2e.faults;

import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that can be taken away and brought back, on the same port and with the same data.
class DatabaseServer extends Database {

    final Path data;
    final int port = FreePort.any();
    private @Nullable EmbeddedPostgres server;

    DatabaseServer(Path data) {
        this.data = data;
    }

    @Override
    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    @Override
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

    boolean runs() {
        return server != null;
    }

    @Override
    void whole() throws IOException {
        if (!runs()) {
            start();
        }
    }

    @Override
    void stopAtOnce() throws IOException {
        long pid = pid();
        Signals.send("QUIT", pid);
        gone(pid);
    }

    /// All its processes at once, as when the machine fails.
    void kill() throws IOException {
        var postmaster = ProcessHandle.of(pid()).orElseThrow();
        // The first is the one that would start others in their place.
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
        gone(postmaster.pid());
    }

    private long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    private void gone(long pid) throws IOException {
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
