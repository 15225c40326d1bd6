package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Partitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A Redis Cluster of the servers of this machine (7 or newer; `REDIS_SERVER=/path/to/it`, with `redis-cli` beside it,
/// else those on the path): three masters with a replica each, and more nodes when asked for.
final class ClusterServers extends CacheServer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MASTERS = 3;
    private static final String SILENT_MILLIS = "2000";

    private final Path home;
    private final Path program = program();
    private final List<RedisProcess> nodes = new ArrayList<>();

    /// @param home where they write, and their logs
    ClusterServers(Path home) {
        this.home = home;
        IntStream.rangeClosed(1, 2 * MASTERS).forEach(_ -> nodes.add(node()));
    }

    private RedisProcess node() {
        return new RedisProcess("redis-" + (nodes.size() + 1), home);
    }

    private static Path program() {
        var told = System.getenv("REDIS_SERVER");
        return (told == null
                        ? Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "redis-server"))
                        : Stream.of(Path.of(told)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(
                        () -> fail(
                                "There is no redis-server: install one (Debian: apt-get install redis-server) or say where it is, REDIS_SERVER=/path/to/redis-server"));
    }

    @Override
    String url() {
        return "redis-cluster://localhost:" + nodes.get(0).port + ",localhost:" + nodes.get(1).port;
    }

    @Override
    void start() throws IOException {
        Files.createDirectories(home);
        nodes.forEach(this::start);
        cluster(
                "create",
                Stream.concat(
                        nodes.stream().map(ClusterServers::address),
                        Stream.of("--cluster-replicas", "1", "--cluster-yes")));
    }

    private void start(RedisProcess node) {
        node.start(
                program,
                Stream.concat(
                                node.options().stream(),
                                Stream.of(
                                        "--cluster-enabled",
                                        "yes",
                                        "--cluster-config-file",
                                        node.name + ".conf",
                                        "--cluster-node-timeout",
                                        SILENT_MILLIS))
                        .toList());
    }

    private static String address(RedisProcess node) {
        return "127.0.0.1:" + node.port;
    }

    private void cluster(String command, Stream<String> arguments) throws IOException {
        var words = Stream.concat(
                        Stream.of(program.resolveSibling("redis-cli").toString(), "--cluster", command), arguments)
                .toList();
        var log = home.resolve("redis-cli-" + command + ".log").toFile();
        var running = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        running.getOutputStream().close();
        await(command).atMost(PATIENCE.multipliedBy(2)).until(() -> !running.isAlive());
        if (running.exitValue() != 0) {
            fail("redis-cli --cluster %s failed:%n%s", command, Files.readString(log.toPath(), StandardCharsets.UTF_8));
        }
    }

    /// Every node knows of all slots, and every replica has what its master has.
    @Override
    void whole() {
        nodes.stream().filter(node -> !node.runs()).forEach(this::start);
        await("a whole cluster")
                .atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(node -> node.answers("CLUSTER INFO", "cluster_state:ok")
                                && node.answers("CLUSTER INFO", "cluster_known_nodes:" + nodes.size())
                                && !node.answers("CLUSTER NODES", "fail")
                                && (node.answers("INFO replication", "role:master")
                                        || node.answers("INFO replication", "master_link_status:up"))));
    }

    private List<RedisProcess> masters() {
        return nodes.stream()
                .filter(node -> node.runs() && node.answers("INFO replication", "role:master"))
                .toList();
    }

    /// One that has slots.
    RedisProcess master() {
        return masters().stream().filter(node -> slots(node) > 0).findFirst().orElseThrow();
    }

    /// How many slots a node has.
    int slots(RedisProcess node) {
        try {
            return node.ask("CLUSTER NODES").stream()
                    .filter(line -> line.contains("myself"))
                    .flatMap(line -> Stream.of(line.split(" ")).skip(8))
                    .filter(range -> !range.startsWith("["))
                    .mapToInt(ClusterServers::length)
                    .sum();
        } catch (IOException silent) {
            return fail("A node doesn't answer", silent);
        }
    }

    private static int length(String range) {
        var ends = range.split("-");
        return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }

    private static String id(RedisProcess node) throws IOException {
        return node.ask("CLUSTER MYID").get(1);
    }

    /// Moves slots from one master to another, as operators do.
    void move(int slots, RedisProcess from, RedisProcess to) throws IOException {
        cluster(
                "reshard",
                Stream.of(
                        address(from),
                        "--cluster-from",
                        id(from),
                        "--cluster-to",
                        id(to),
                        "--cluster-slots",
                        Integer.toString(slots),
                        "--cluster-yes"));
    }

    /// Moves the slot of a hash tag as far as all of its keys are where it goes.
    ///
    /// @return does the rest
    SentinelServers.Revival beginToMove(String tag, RedisProcess from, RedisProcess to) throws IOException {
        var slot = from.ask("CLUSTER KEYSLOT " + tag).getFirst().substring(1);
        tell(to, "CLUSTER SETSLOT " + slot + " IMPORTING " + id(from));
        tell(from, "CLUSTER SETSLOT " + slot + " MIGRATING " + id(to));
        var keys = from.ask("CLUSTER GETKEYSINSLOT " + slot + " 1000").stream()
                .filter(line -> line.contains(tag))
                .toList();
        tell(from, "MIGRATE 127.0.0.1 " + to.port + " \"\" 0 5000 KEYS " + String.join(" ", keys));
        return () -> {
            tell(to, "CLUSTER SETSLOT " + slot + " NODE " + id(to));
            tell(from, "CLUSTER SETSLOT " + slot + " NODE " + id(to));
        };
    }

    private static void tell(RedisProcess node, String command) throws IOException {
        var answer = node.ask(command);
        if (!answer.getFirst().equals("+OK")) {
            fail("%s: %s", command, answer);
        }
    }

    /// Whether a hash tag's slot is this node's.
    boolean has(RedisProcess node, String tag) {
        return node.answers("EXISTS " + tag, ":0");
    }

    /// The partitions' hash tags whose slots are this node's.
    Set<String> tags(RedisProcess node) {
        return IntStream.range(0, Partitions.COUNT)
                .mapToObj(Partitions::tag)
                .filter(tag -> has(node, tag))
                .collect(Collectors.toSet());
    }

    /// The partitions' hash tags of a channel that somebody is subscribed to.
    Set<String> subscribed(String channel) {
        return masters().stream()
                .flatMap(node -> {
                    try {
                        return node.ask("PUBSUB SHARDCHANNELS " + channel + ":*").stream();
                    } catch (IOException silent) {
                        return fail("A node doesn't answer", silent);
                    }
                })
                .filter(line -> line.startsWith(channel))
                .map(name -> name.substring(channel.length() + 1))
                .collect(Collectors.toSet());
    }

    /// Another master, without slots.
    RedisProcess add() throws IOException {
        var added = node();
        start(added);
        var known = address(nodes.getFirst());
        nodes.add(added);
        cluster("add-node", Stream.of(address(added), known));
        whole();
        return added;
    }

    /// Shares the slots among all masters.
    void rebalance() throws IOException {
        cluster("rebalance", Stream.of(address(nodes.getFirst()), "--cluster-use-empty-masters"));
    }

    RedisProcess otherMaster(RedisProcess than) {
        return masters().stream()
                .filter(node -> node != than && slots(node) > 0)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
