package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import callboard.standalone.ManagedProcess;
import callboard.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// Two Redis, of which one follows the other, and three sentinels that choose another master when it falls silent.
final class SentinelServers extends CacheServer {

    private static final String NAME = "callboard";
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final List<Server> servers = new ArrayList<>();
    private final List<Server> sentinels = new ArrayList<>();

    /// @param home where they write, and their logs
    SentinelServers(Path home) {
        this.home = home;
        IntStream.rangeClosed(1, 2).forEach(number -> servers.add(new Server("redis-" + number)));
        IntStream.rangeClosed(1, 3).forEach(number -> sentinels.add(new Server("sentinel-" + number)));
    }

    private final class Server {

        private final String name;
        private final int port = FreePort.any();
        private ManagedProcess process;

        Server(String name) {
            this.name = name;
        }

        void start(String... options) throws IOException {
            var command = new ArrayList<String>();
            command.add(program().toString());
            command.addAll(List.of(options));
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
            process = new ManagedProcess(name, command, Map.of(), () -> answers("PING", "+PONG"), home, home);
            process.start();
            process.awaitReady();
        }

        void startAsMaster() throws IOException {
            start(options());
        }

        void startAsReplicaOf(int master) throws IOException {
            start(Stream.concat(Stream.of(options()), Stream.of("--replicaof", "127.0.0.1", Integer.toString(master)))
                    .toArray(String[]::new));
        }

        private String[] options() {
            return new String[] {
                "--save",
                "",
                "--dir",
                home.toString(),
                "--dbfilename",
                name + ".rdb",
                "--repl-diskless-sync",
                "yes",
                "--repl-diskless-sync-delay",
                "0"
            };
        }

        boolean answers(String command, String answer) {
            try {
                return ask(command).contains(answer);
            } catch (IOException notYet) {
                return false;
            }
        }

        /// The lines of its answer, as far as they come at once.
        List<String> ask(String command) throws IOException {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1000);
                socket.setSoTimeout(1000);
                socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
                return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .lines()
                        .toList();
            } catch (UncheckedIOException silent) {
                throw silent.getCause();
            }
        }
    }

    private Path program() throws IOException {
        var programs = Files.createDirectories(home.resolve("programs"));
        return ExecutableProvider.newJarResourceProvider(programs.toFile())
                .get()
                .toPath();
    }

    @Override
    String url() {
        return "redis-sentinel://"
                + String.join(
                        ",",
                        sentinels.stream()
                                .map(server -> "localhost:" + server.port)
                                .toList())
                + "#" + NAME;
    }

    @Override
    void start() throws IOException {
        Files.createDirectories(home);
        int master = servers.getFirst().port;
        servers.getFirst().startAsMaster();
        servers.getLast().startAsReplicaOf(master);
        for (var sentinel : sentinels) {
            // They write down what they find out.
            var file = Files.writeString(
                    home.resolve(sentinel.name + ".conf"), """
                    sentinel monitor %1$s 127.0.0.1 %2$d 2
                    sentinel down-after-milliseconds %1$s %3$d
                    sentinel failover-timeout %1$s 10000
                    """.formatted(NAME, master, SILENT.toMillis()));
            sentinel.start(file.toString(), "--sentinel");
        }
        awaitWhole();
    }

    /// Returns when the replica has what the master has, and each sentinel knows the others.
    void awaitWhole() {
        await("a replica that follows, and sentinels that know it")
                .atMost(PATIENCE)
                .until(() -> replica().answers("INFO replication", "master_link_status:up")
                        && sentinels.stream()
                                .allMatch(sentinel -> sentinel.answers("SENTINEL ckquorum " + NAME, known())
                                        && sentinel.answers(
                                                "SENTINEL replicas " + NAME, "127.0.0.1:" + replica().port)));
    }

    private static String known() {
        return "+OK 3 usable Sentinels. Quorum and failover authorization can be reached";
    }

    private Server master() {
        return servers.stream()
                .filter(server -> server.port == masterPort())
                .findFirst()
                .orElseThrow();
    }

    private Server replica() {
        return servers.stream()
                .filter(server -> server.port != masterPort())
                .findFirst()
                .orElseThrow();
    }

    private int masterPort() {
        try {
            // An array of two: the address, and the port.
            return Integer.parseInt(sentinels
                    .getFirst()
                    .ask("SENTINEL get-master-addr-by-name " + NAME)
                    .get(4));
        } catch (IOException silent) {
            return fail("A sentinel doesn't answer", silent);
        }
    }

    /// Ends it without notice.
    ///
    /// @return starts it again, as a replica of its successor
    Revival killMaster() {
        var killed = master();
        killed.process.kill();
        return () -> killed.startAsReplicaOf(successorOf(killed));
    }

    /// It stands still, and its connections stay open.
    ///
    /// @return has it go on
    Revival pauseMaster() {
        var paused = master();
        Signals.send("STOP", paused.process.pid());
        return () -> Signals.send("CONT", paused.process.pid());
    }

    interface Revival {
        void run() throws IOException;
    }

    private int successorOf(Server master) {
        return await("another master").atMost(PATIENCE).until(this::masterPort, port -> port != master.port);
    }

    @Override
    public void close() {
        Stream.concat(sentinels.stream(), servers.stream())
                .filter(server -> server.process != null)
                .forEach(server -> server.process.close());
    }
}
