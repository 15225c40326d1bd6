package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;

import callboard.standalone.ManagedProcess;
import callboard.testing.FreePort;
import callboard.testing.SchemaCheck;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL behind the PgBouncer of this machine (`PGBOUNCER=/path/to/it`, else the one on the path), in
/// transaction
/// mode and set up by the words of docs/operating.md.
final class PgBouncer extends Database {

    /// The name under which it has the database for reads.
    static final String READS = "callboard_reads";

    private static final Pattern SETTINGS = Pattern.compile("```ini\\n(\\[databases].*?)```", Pattern.DOTALL);

    private final Path home;
    private final DatabaseServer server;
    private final int port = FreePort.any();
    private @Nullable ManagedProcess pooler;

    PgBouncer(Path home) {
        this.home = home;
        server = new DatabaseServer(home.resolve("postgres"));
    }

    @Override
    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name + "?prepareThreshold=0";
    }

    @Override
    Map<String, String> settings() {
        var settings = new HashMap<>(super.settings());
        settings.put("CALLBOARD_DATABASE_READS_URL", url(READS));
        settings.put("CALLBOARD_DATABASE_MIGRATION_URL", server.url());
        return settings;
    }

    /// Past it.
    @Override
    Connection connect(String name) throws SQLException {
        return server.connect(name);
    }

    @Override
    void start() throws IOException {
        server.start();
        var documented = SETTINGS.matcher(Files.readString(SchemaCheck.root().resolve("docs/operating.md")));
        if (!documented.find()) {
            fail("docs/operating.md has no settings of PgBouncer");
        }
        var users = Files.writeString(home.resolve("users.txt"), "\"%s\" \"%s\"%n".formatted(USER, PASSWORD));
        var settings = Files.writeString(
                home.resolve("pgbouncer.ini"),
                documented.group(1).replace("host=pg-1 port=5432", "host=127.0.0.1 port=" + server.port)
                        + """
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = trust
                        auth_file = %s
                        """.formatted(port, users));
        pooler = new ManagedProcess("pgbouncer", command(settings), Map.of(), this::answers, home, home);
        startPooler();
    }

    /// It refuses to be root, who takes another name for it.
    private static List<String> command(Path settings) {
        var program = System.getenv().getOrDefault("PGBOUNCER", "pgbouncer");
        if (Stream.concat(
                        Stream.of(Path.of(program)),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, program)))
                .noneMatch(Files::isExecutable)) {
            fail(
                    "There is no PgBouncer: install one (Debian: apt-get install pgbouncer) or say where it is, PGBOUNCER=/path/to/it");
        }
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program, settings.toString()));
        return command;
    }

    private boolean answers() {
        try (var connection = new Socket()) {
            connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    void kill() {
        pooler().kill();
    }

    void startPooler() {
        pooler().start();
        pooler().awaitReady();
    }

    private ManagedProcess pooler() {
        return pooler == null ? fail("It was not started") : pooler;
    }

    @Override
    void createDatabase(String name) throws SQLException {
        server.createDatabase(name);
    }

    @Override
    void whole() throws IOException {
        server.whole();
        if (!pooler().isAlive()) {
            startPooler();
        }
    }

    @Override
    void stopAtOnce() throws IOException {
        server.stopAtOnce();
    }

    @Override
    public void close() throws IOException {
        if (pooler != null) {
            pooler.close();
        }
        server.close();
    }
}
