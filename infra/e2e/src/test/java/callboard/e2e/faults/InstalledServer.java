package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;

import callboard.standalone.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that is installed on this machine, with its tools: the embedded one has none.
final class InstalledServer extends DatabaseServer {

    private final Path tools;
    private @Nullable ManagedProcess server;

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
        server = new ManagedProcess(
                "postgres",
                command(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-k",
                        "",
                        "-c",
                        "listen_addresses=127.0.0.1"),
                Map.of(),
                this::isReady,
                data.getParent(),
                data.getParent());
        server.start();
        server.awaitReady();
    }

    private boolean isReady() {
        try {
            createDatabase();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// Runs one of its tools to the end, what it prints in a file.
    void run(Path output, String tool, String... arguments) throws IOException {
        try {
            int exit = new ProcessBuilder(command(tool, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
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
    private List<String> command(String tool, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(tools.resolve(tool).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}
