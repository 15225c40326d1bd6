package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A backup that is taken while senders send, restored into a new database, is a call centre that goes on:
/// `./mvnw -pl infra/e2e -am verify -Pbackup -DskipTests`, where a PostgreSQL is installed.
class BackupCheck {

    private static final String RUN = "backup-";

    private final FaultSettings settings = FaultSettings.chosen();

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsThereAfterItsRestoration() throws Exception {
        var home = Files.createTempDirectory("callboard-backup");
        try (var database = InstalledServer.found(home.resolve("postgres"));
                var redis = new CacheServer()) {
            database.start();
            redis.start();
            var dump = home.resolve("callboard.dump");
            Map<String, List<UUID>> before;
            try (var service = callService("original", database.url(), redis, home)) {
                service.start();
                service.awaitReady();
                before = dumpedWhileSendersSend(database, service, dump);
            }
            database.createDatabase("restored");
            database.run(
                    home.resolve("pg_restore.log"),
                    "pg_restore",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(database.port),
                    "-U",
                    Database.USER,
                    "-d",
                    "restored",
                    "--clean",
                    "--if-exists",
                    "--single-transaction",
                    dump.toString());
            redis.stop();
            redis.start();
            try (var service = callService("restored", database.url("restored"), redis, home)) {
                service.start();
                service.awaitReady();
                judge(before, database, service);
            }
        }
    }

    /// @return what was acknowledged before the backup began
    private Map<String, List<UUID>> dumpedWhileSendersSend(InstalledServer database, Replica service, Path dump)
            throws Exception {
        try (var load = new Load(List.of(service.address()), RUN, settings)) {
            load.start();
            load.awaitMore(settings.eventsBefore());
            var before = new HashMap<String, List<UUID>>();
            load.results().byCall().forEach((call, events) -> before.put(call, List.copyOf(events)));
            database.run(
                    dump,
                    "pg_dump",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(database.port),
                    "-U",
                    Database.USER,
                    "-Fc",
                    "callboard");
            load.awaitMore(settings.eventsBefore());
            load.finish();
            assertThat(load.results().refusals()).isEmpty();
            return before;
        }
    }

    private void judge(Map<String, List<UUID>> before, Database database, Replica service) throws Exception {
        try (var connection = DriverManager.getConnection(database.url("restored"), Database.USER, Database.PASSWORD);
                var reads = new Reads(List.of(service.address()));
                var load = new Load(List.of(service.address()), RUN + "after-", settings)) {
            var stored = Stored.of(connection, RUN);
            var count = Verification.of(stored, before);
            System.out.printf(
                    "Backup: %d calls and %d events acknowledged before it, %d lost; %d calls restored, %d with gaps, %d unlike their events%n",
                    before.size(),
                    before.values().stream().mapToInt(List::size).sum(),
                    count.lost(),
                    stored.calls().size(),
                    count.gaps(),
                    count.unlike());
            assertThat(count.lost())
                    .as("acknowledged events that the backup lost")
                    .isZero();
            assertThat(count.gaps()).as("calls with gaps in their sequence").isZero();
            assertThat(count.unlike())
                    .as("calls that are not what their events say")
                    .isZero();
            assertThat(before).isNotEmpty();
            for (var call : before.keySet()) {
                assertThat(reads.call(call)).as(call).isPresent();
            }
            var probe = load.probe(1);
            assertThat(reads.call(probe)).isPresent();
        }
    }

    private static Replica callService(String name, String url, CacheServer redis, Path home) {
        int port = FreePort.any();
        return new Replica(
                name,
                Cluster.jar(Path.of(Cluster.told("artifacts")), "call-service"),
                port,
                port,
                Map.of(
                        "CALLBOARD_PORT",
                        Integer.toString(port),
                        "CALLBOARD_DATABASE_URL",
                        url,
                        "CALLBOARD_DATABASE_USER",
                        Database.USER,
                        "CALLBOARD_DATABASE_PASSWORD",
                        Database.PASSWORD,
                        "CALLBOARD_REDIS_URL",
                        redis.url(),
                        "CALLBOARD_API_KEYS",
                        "faults:" + Cluster.API_KEY),
                home);
    }
}
