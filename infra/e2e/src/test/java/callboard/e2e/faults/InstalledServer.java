package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that is installed on this machine, with its tools: the embedded one has none.
final class InstalledServer extends DatabaseServer {

    private final Path tools;
    private @Nullable Process server;

    /// @param tools `initdb`, `postgres`, `pg_dump`, `pg_restore`
    private InstalledServer(Path tools, Path data) {
        super(data);
        this.tools = tools;
    }

    static InstalledServer found(Path data) throws IOException {
        var told = System.getProperty("callboard.e2e.postgres", "");
        var tools = told.isEmpty() ? newest() : Path.of(told);
        return Files.isExecutable(tools.resolve("pg_dump")) && Files.isExecutable(tools.resolve("initdb"))
                ? new InstalledServer(tools, data)
                : fail(
                        "There is no PostgreSQL in %s: install one (Debian: apt-get install postgresql) or say where it is, -Dpostgres=DIR",
                        tools);
    }

    private static Path newest() throws IOException {
        var installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return installed;
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElse(installed)
                    .resolve("bin");
        }
    }

    @Override
    void start() throws IOException {
        Files.createDirectories(data);
        run(
                data.resolveSibling("initdb.log"),
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C");
        server = process(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-k",
                        "",
                        "-c",
                        "listen_addresses=127.0.0.1")
                .redirectOutput(data.resolveSibling("postgres.log").toFile())
                .start();
        await("PostgreSQL")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    createDatabase();
                    return true;
                });
    }

    /// Runs one of its tools to the end, what it prints in a file.
    void run(Path output, String tool, String... arguments) throws IOException {
        try {
            int exit = process(tool, arguments)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                fail("%s %s ended with %d: %s", tool, List.of(arguments), exit, Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(tool + " was interrupted", interrupted);
        }
    }

    /// As whoever asks, which PostgreSQL only refuses root: root takes another name for it.
    private ProcessBuilder process(String tool, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(tools.resolve(tool).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.destroy();
            await("PostgreSQL to be gone").atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
            server = null;
        }
    }
}
