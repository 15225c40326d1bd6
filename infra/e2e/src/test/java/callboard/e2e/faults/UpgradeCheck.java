package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// An older version is replaced by this one, a replica at a time, while senders send and sockets listen:
/// `./mvnw -pl infra/e2e -am verify -Pupgrade -Dold=REF -DskipTests`.
class UpgradeCheck {

    private final FaultSettings settings = FaultSettings.chosen();

    @Test
    void nothingIsLostWhileAnOldVersionAndThisOneRunSideBySide() throws Exception {
        var report = new FaultReport();
        var old = oldVersion();
        try (var cluster = Cluster.startedFrom(old);
                var scenario = new FaultScenario(cluster, "upgrade-", settings)
                        .watchedAtEachReplica()
                        .watchedThroughABalancer()) {
            scenario.begin();
            var calls = cluster.callServices();
            var schema = cluster.database().migrations();
            cluster.upgrade(calls.getFirst(), "call-service");
            var migrated = new ArrayList<>(cluster.database().migrations());
            migrated.removeAll(schema);
            System.out.printf(
                    "%s beside this version; its schema: %s; migrated beside it: %s%n",
                    old.getFileName(), schema, migrated);
            scenario.recovers();
            // The old one must find its way on a schema that is newer than itself.
            calls.getLast().kill();
            calls.getLast().start();
            calls.getLast().awaitReady();
            scenario.recovers();
            cluster.upgrade(cluster.realtimeServices().getFirst(), "realtime-service");
            scenario.recovers();
            scenario.end("an old version and this one side by side", report);
            countsAreExact(cluster);
        }
        try (var cluster = Cluster.startedFrom(old);
                var scenario = new FaultScenario(cluster, "upgraded-", settings)
                        .watchedAtEachReplica()
                        .watchedThroughABalancer()) {
            scenario.begin();
            for (var replica : cluster.callServices()) {
                cluster.upgrade(replica, "call-service");
            }
            for (var replica : cluster.realtimeServices()) {
                cluster.upgrade(replica, "realtime-service");
            }
            scenario.recovers();
            scenario.end("everything replaced, one at a time", report);
            countsAreExact(cluster);
        }
    }

    /// What this version counts along with what is written is right, whoever wrote it.
    private static void countsAreExact(Cluster cluster) throws Exception {
        try (var http = HttpClient.newHttpClient();
                var database = cluster.database().connect();
                var sql = database.createStatement()) {
            var rows = sql.executeQuery("select coalesce(status, 'all'), count(*) from calls group by rollup (status)");
            while (rows.next()) {
                var answer = http.send(
                        HttpRequest.newBuilder(cluster.callServices()
                                        .getFirst()
                                        .address()
                                        .resolve("/api/calls?limit=1&status=" + rows.getString(1)))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(JsonMapper.shared()
                                .readTree(answer.body())
                                .path("total")
                                .asLong())
                        .as("total of " + rows.getString(1) + ": " + answer.body())
                        .isEqualTo(rows.getLong(2));
            }
        }
    }

    /// The project as it was, in a work tree of its own, built once.
    private static Path oldVersion() throws IOException, InterruptedException {
        var root = Path.of(Cluster.told("artifacts"));
        var ref = System.getProperty("callboard.e2e.old");
        if (ref == null || ref.isBlank()) {
            return fail("Say which version to upgrade from: -Dold=REF, a commit or a tag");
        }
        var commit = said(root, "git", "rev-parse", "--verify", ref + "^{commit}");
        var folder = root.resolve("infra/e2e/target/old-" + commit);
        if (!Files.exists(Cluster.jar(folder, "realtime-service"))) {
            if (!Files.exists(folder)) {
                said(root, "git", "worktree", "prune");
                said(root, "git", "worktree", "add", "--detach", folder.toString(), commit);
            }
            said(
                    folder,
                    folder.resolve("mvnw").toString(),
                    "-B",
                    "-q",
                    "-pl",
                    "call-service,realtime-service",
                    "-am",
                    "package",
                    "-DskipTests");
        }
        return folder;
    }

    private static String said(Path where, String... command) throws IOException, InterruptedException {
        var log = Files.createTempFile("callboard", ".log");
        int exit = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var said = Files.readString(log).strip();
        return exit == 0 ? said : fail("%s failed in %s: %s", List.of(command), where, said);
    }
}
