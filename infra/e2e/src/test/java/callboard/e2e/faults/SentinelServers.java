package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// Two Redis, of which one follows the other, and three sentinels that choose another master when it falls silent.
final class SentinelServers extends CacheServer {

    private static final String NAME = "callboard";
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();

    /// @param home where they write, and their logs
    SentinelServers(Path home) {
        this.home = home;
        IntStream.rangeClosed(1, 2).forEach(number -> servers.add(new RedisProcess("redis-" + number, home)));
        IntStream.rangeClosed(1, 3).forEach(number -> sentinels.add(new RedisProcess("sentinel-" + number, home)));
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
        servers.getFirst().start(program(), servers.getFirst().options());
        startAsReplicaOf(servers.getLast(), master);
        for (var sentinel : sentinels) {
            // They write down what they find out.
            var file = Files.writeString(
                    home.resolve(sentinel.name + ".conf"), """
                    sentinel monitor %1$s 127.0.0.1 %2$d 2
                    sentinel down-after-milliseconds %1$s %3$d
                    sentinel failover-timeout %1$s 10000
                    """.formatted(NAME, master, SILENT.toMillis()));
            sentinel.start(program(), List.of(file.toString(), "--sentinel"));
        }
    }

    private void startAsReplicaOf(RedisProcess server, int master) throws IOException {
        server.start(
                program(),
                Stream.concat(
                                server.options().stream(),
                                Stream.of("--replicaof", "127.0.0.1", Integer.toString(master)))
                        .toList());
    }

    /// The replica has what the master has, and each sentinel knows the others.
    @Override
    void whole() {
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

    private RedisProcess master() {
        return servers.stream()
                .filter(server -> server.port == masterPort())
                .findFirst()
                .orElseThrow();
    }

    private RedisProcess replica() {
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
        killed.kill();
        return () -> startAsReplicaOf(killed, successorOf(killed));
    }

    /// It stands still, and its connections stay open.
    ///
    /// @return has it go on
    Revival pauseMaster() {
        var paused = master();
        paused.pause();
        return paused::resume;
    }

    interface Revival {
        void run() throws IOException;
    }

    private int successorOf(RedisProcess master) {
        return await("another master").atMost(PATIENCE).until(this::masterPort, port -> port != master.port);
    }

    @Override
    public void close() {
        Stream.concat(sentinels.stream(), servers.stream()).forEach(RedisProcess::close);
    }
}
