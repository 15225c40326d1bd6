package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Two replicas of each service, as processes of their own, on a PostgreSQL and a Redis of their own.
final class Cluster implements AutoCloseable {

    static final String API_KEY = "fault-suite-key";

    private final Path home = home();
    private final Database database;
    private final CacheServer redis;
    private final Path artifacts;
    private final Map<String, String> settings;
    private final List<Replica> calls;
    private final List<Replica> realtime;

    private Cluster(
            Path artifacts, Database database, CacheServer redis, Map<String, String> settings, boolean isLive) {
        this.artifacts = artifacts;
        this.database = database;
        this.redis = redis;
        this.settings = settings;
        calls = List.of(callService(1), callService(2));
        realtime = isLive ? List.of(realtimeService(1), realtimeService(2)) : List.of();
    }

    static Cluster started() throws IOException, SQLException {
        return startedFrom(Path.of(told("artifacts")));
    }

    static Cluster startedOn(Database database) throws IOException, SQLException {
        return started(new Cluster(Path.of(told("artifacts")), database, new CacheServer(), Map.of(), true));
    }

    static Cluster startedWith(CacheServer redis) throws IOException, SQLException {
        return started(new Cluster(Path.of(told("artifacts")), oneServer(), redis, Map.of(), true));
    }

    /// Two call-services alone.
    ///
    /// @param settings of theirs, beside those that they need
    static Cluster ofCallServices(Map<String, String> settings) throws IOException, SQLException {
        return started(new Cluster(Path.of(told("artifacts")), oneServer(), new CacheServer(), settings, false));
    }

    static Cluster ofCallServicesOn(Database database) throws IOException, SQLException {
        return started(new Cluster(Path.of(told("artifacts")), database, new CacheServer(), Map.of(), false));
    }

    /// Of another version: its project's root, built.
    static Cluster startedFrom(Path artifacts) throws IOException, SQLException {
        return started(new Cluster(artifacts, oneServer(), new CacheServer(), Map.of(), true));
    }

    private static Database oneServer() {
        return new DatabaseServer(home().resolve("postgres"));
    }

    private static Cluster started(Cluster cluster) throws IOException, SQLException {
        try {
            cluster.start();
            return cluster;
        } catch (IOException | SQLException | RuntimeException | AssertionError failed) {
            cluster.close();
            throw failed;
        }
    }

    private void start() throws IOException, SQLException {
        clear(home);
        Files.createDirectories(home);
        database.start();
        database.createDatabase();
        redis.start();
        whole();
    }

    /// Replaces what is dead and returns when everything is ready.
    void whole() throws IOException, SQLException {
        database.whole();
        redis.whole();
        var all = Stream.concat(calls.stream(), realtime.stream()).toList();
        for (var replica : all) {
            if (!replica.runs()) {
                replica.start();
            }
        }
        all.forEach(Replica::awaitReady);
    }

    /// Replaces one replica by this version, as an upgrade does.
    void upgrade(Replica replica, String service) throws IOException {
        replica.upgradeTo(jar(Path.of(told("artifacts")), service));
    }

    List<Replica> callServices() {
        return calls;
    }

    List<Replica> realtimeServices() {
        return realtime;
    }

    Database database() {
        return database;
    }

    CacheServer redis() {
        return redis;
    }

    List<URI> callAddresses() {
        return calls.stream().map(Replica::address).toList();
    }

    List<URI> realtimeAddresses() {
        return realtime.stream().map(Replica::address).toList();
    }

    /// One whose relay publishes, and may be doing so: killing another would prove less.
    Replica publishingCallService() {
        return await("a call-service that holds partitions of the outbox")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            for (var replica : calls) {
                                if (replica.gauge("callboard_outbox_partitions") > 0) {
                                    return Optional.of(replica);
                                }
                            }
                            return Optional.<Replica>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    Replica otherCallService(Replica than) {
        return calls.stream().filter(replica -> replica != than).findFirst().orElseThrow();
    }

    Replica firstRealtimeService() {
        return realtime.getFirst();
    }

    private Replica callService(int number) {
        int port = FreePort.any();
        var environment = new HashMap<>(settings);
        environment.putAll(database.settings());
        environment.putAll(Map.of(
                "CALLBOARD_PORT",
                Integer.toString(port),
                "CALLBOARD_REDIS_URL",
                redis.url(),
                "CALLBOARD_API_KEYS",
                "faults:" + API_KEY));
        return new Replica("call-service-" + number, jar(artifacts, "call-service"), port, port, environment, home);
    }

    private Replica realtimeService(int number) {
        int port = FreePort.any();
        int managementPort = FreePort.any();
        return new Replica(
                "realtime-service-" + number,
                jar(artifacts, "realtime-service"),
                port,
                managementPort,
                Map.of(
                        "CALLBOARD_REALTIME_PORT", Integer.toString(port),
                        "CALLBOARD_REALTIME_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "CALLBOARD_REDIS_URL", redis.url()),
                home);
    }

    /// Where its databases and logs are.
    static Path home() {
        return Path.of(told("home")).resolveSibling("faults");
    }

    static Path jar(Path artifacts, String service) {
        return artifacts.resolve(service).resolve("target").resolve(service + "-1.0.0.jar");
    }

    static String told(String name) {
        var value = System.getProperty("callboard.e2e." + name);
        return value != null
                ? value
                : fail(
                        "Run these tests through Maven (mvn -pl infra/e2e -am verify): callboard.e2e.%s is not set",
                        name);
    }

    static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        Stream.concat(calls.stream(), realtime.stream()).forEach(Replica::close);
        redis.close();
        database.close();
    }
}
