package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/// An older version is replaced by this one, a replica at a time, while senders send and sockets listen:
/// `./mvnw -pl infra/e2e -am verify -Pupgrade -Dold=REF -DskipTests`.
class UpgradeCheck {

    private final Severity severity = Severity.chosen();

    @Test
    void nothingIsLostWhileAnOldVersionAndThisOneRunSideBySide() throws Exception {
        var report = new Report();
        try (var cluster = Cluster.startedFrom(oldVersion());
                var trial = new Trial(cluster, "upgrade-", severity).watchedAtEachReplica().watchedThroughABalancer()) {
            trial.begin();
            var calls = cluster.callServices();
            cluster.upgrade(calls.getFirst(), "call-service");
            trial.recovers();
            // The old one must find its way on a schema that is newer than itself.
            calls.getLast().kill();
            calls.getLast().start();
            calls.getLast().awaitReady();
            trial.recovers();
            cluster.upgrade(cluster.realtimeServices().getFirst(), "realtime-service");
            trial.recovers();
            trial.end("an old version and this one side by side", report);
        }
        try (var cluster = Cluster.startedFrom(oldVersion());
                var trial = new Trial(cluster, "upgraded-", severity).watchedAtEachReplica().watchedThroughABalancer()) {
            trial.begin();
            for (var replica : cluster.callServices()) {
                cluster.upgrade(replica, "call-service");
            }
            for (var replica : cluster.realtimeServices()) {
                cluster.upgrade(replica, "realtime-service");
            }
            trial.recovers();
            trial.end("everything replaced, one at a time", report);
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
            said(folder, folder.resolve("mvnw").toString(), "-B", "-q", "-pl", "call-service,realtime-service", "-am", "package", "-DskipTests");
        }
        return folder;
    }

    private static String said(Path where, String... command) throws IOException, InterruptedException {
        var log = Files.createTempFile("callboard", ".log");
        int exit = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        var said = Files.readString(log).strip();
        return exit == 0 ? said : fail("%s failed in %s: %s", List.of(command), where, said);
    }
}
