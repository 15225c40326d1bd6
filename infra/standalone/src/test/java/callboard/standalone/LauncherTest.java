package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path folder;

    /// Which leads out of the folder, and JUnit warns of that.
    @AfterEach
    void deleteLinkToSharedBinaries() throws IOException {
        Files.deleteIfExists(folder.resolve("a home/binaries"));
    }

    @Test
    void everythingStartsIsToldWhereTheRestIsAndStopsInOrder() throws Exception {
        try (var launch = LauncherRun.in(folder, "-Ddemo", "-Dvia=twilio", "-Dcallboard.api-key=a-key")
                .untilItRuns()) {
            assertThat(launch.processes()).hasSize(5).allMatch(ProcessHandle::isAlive);
            assertThat(launch.environment("CALLBOARD_API_KEYS")).isEqualTo("dev:a-key");
            assertThat(launch.environment("CALLBOARD_REDIS_URL")).startsWith("redis://localhost:");
            assertThat(launch.environment("CALLBOARD_ALLOWED_ORIGINS"))
                    .contains("http://localhost:")
                    .contains("http://127.0.0.1:");
            assertThat(launch.environment("CALLBOARD_CONNECTIONS_LOGDIRECTORY")).endsWith("/followed");
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(Files.readString(launch.log("simulator")))
                            .contains("stand-in with --url=http://localhost:")
                            .contains("--api-key=a-key demo --via=twilio"));
            query(launch, "create table calls (id text); insert into calls values ('CA-1')");
            assertThat(launch.output())
                    .contains("curl -sS -X POST http://localhost:")
                    .contains("X-API-Key: a-key");

            var processes = launch.processes();
            launch.interrupted();
            assertThat(processes)
                    .noneMatch(process ->
                            process.isAlive() && process.info().command().isPresent());
            assertThat(launch.output())
                    .containsSubsequence(
                            "simulator stopped",
                            "dashboard stopped",
                            "realtime-service stopped",
                            "call-service stopped",
                            "Redis stopped",
                            "PostgreSQL 18 stopped");
            assertThat(launch.output()).doesNotContain("ended by itself");
        }
        try (var next = LauncherRun.in(folder).untilItRuns()) {
            assertThat(countOfCalls(next)).isEqualTo(1);
            assertThat(next.output()).doesNotContain("simulator");
        }
        try (var fresh = LauncherRun.in(folder, "-Dreset").untilItRuns()) {
            assertThat(tableExists(fresh)).isFalse();
        }
    }

    @Test
    void whatWasWrittenBeforeAKillIsThereAfterwardsAndWhatWasLeftRunningIsEnded() throws Exception {
        List<ProcessHandle> leftBehind;
        try (var launch = LauncherRun.in(folder).untilItRuns()) {
            query(launch, "create table calls (id text); insert into calls values ('CA-1')");
            leftBehind = launch.processes();
            launch.killed();
            assertThat(leftBehind).hasSize(4).allMatch(ProcessHandle::isAlive);

            try (var next = LauncherRun.in(folder).untilItRuns()) {
                assertGone(leftBehind);
                assertThat(next.output()).contains("call-service of an earlier run was still there; stopped");
                assertThat(next.output()).contains("PostgreSQL of an earlier run was still there; stopped");
                assertThat(countOfCalls(next)).isEqualTo(1);
            }
        }
    }

    @Test
    void afterAKillOfEverythingAtOnceTheDataIsStillThere() throws Exception {
        try (var launch = LauncherRun.in(folder).untilItRuns()) {
            query(launch, "create table calls (id text); insert into calls values ('CA-1')");
            var processes = launch.processes();
            launch.killed();
            processes.forEach(ProcessHandle::destroyForcibly);
            assertGone(processes);
        }
        try (var next = LauncherRun.in(folder).untilItRuns()) {
            assertThat(countOfCalls(next)).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatDiesIsNamedWithItsLogAndEverythingStops() {
        try (var launch = LauncherRun.in(folder).untilItRuns()) {
            assertThatThrownBy(() -> launch.ask("/die")).isInstanceOf(UncheckedIOException.class);
            assertThat(launch.ended()).isEqualTo(1);
            assertThat(launch.output())
                    .contains("| stand-in was asked to die")
                    .contains("call-service ended by itself (exit code 9), so Callboard stops. Its log is "
                            + launch.log("call-service"))
                    .containsSubsequence(
                            "dashboard stopped", "realtime-service stopped", "Redis stopped", "PostgreSQL 18 stopped");
            assertThat(launch.processes()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatDiesEndsEverythingAndItsDataIsThereTheNextTime() throws Exception {
        try (var launch = LauncherRun.in(folder).untilItRuns()) {
            query(launch, "create table calls (id text); insert into calls values ('CA-1')");
            launch.postmaster().orElseThrow().process().destroyForcibly();
            assertThat(launch.ended()).isEqualTo(1);
            assertThat(launch.output())
                    .contains("PostgreSQL 18 ended by itself")
                    .contains(launch.log("postgres").toString());
        }
        try (var next = LauncherRun.in(folder).untilItRuns()) {
            assertThat(countOfCalls(next)).isEqualTo(1);
        }
    }

    @Test
    void theSecondStartHasAnAotCacheAndABrokenOneKeepsNothingFromStarting() throws Exception {
        List<Path> caches;
        try (var first = LauncherRun.in(folder, "-Dcallboard.aot-cache=true").untilItRuns()) {
            assertThat(first.ask("/arguments")).doesNotContain("-XX:AOTCache=");
            await().atMost(Duration.ofMinutes(2)).until(() -> first.aotCaches().size() == 2);
            caches = first.aotCaches();
        }
        try (var second = LauncherRun.in(folder, "-Dcallboard.aot-cache=true").untilItRuns()) {
            assertThat(second.ask("/arguments")).contains("-XX:AOTCache=");
        }
        for (Path cache : caches) {
            Files.writeString(cache, "not a cache");
        }
        try (var third = LauncherRun.in(folder, "-Dcallboard.aot-cache=true").untilItRuns()) {
            assertThat(third.environment("CALLBOARD_API_KEYS")).isEqualTo("dev:callboard-dev-key");
        }
    }

    @Test
    void whatItsUserSetsInTheEnvironmentReachesTheServices() {
        var environment = Map.of(
                "CALLBOARD_ALLOWED_ORIGINS", "https://wall.example.com",
                "CALLBOARD_API_KEYS", "acme:a-key-of-theirs",
                "MALLOC_ARENA_MAX", "4");
        try (var launch = LauncherRun.in(folder, environment, "-Dcallboard.origins=https://other.example.com")
                .untilItRuns()) {
            assertThat(launch.environment("CALLBOARD_ALLOWED_ORIGINS"))
                    .contains("http://localhost:", "https://other.example.com", "https://wall.example.com");
            assertThat(launch.environment("CALLBOARD_API_KEYS"))
                    .isEqualTo("dev:callboard-dev-key,acme:a-key-of-theirs");
            assertThat(launch.environment("MALLOC_ARENA_MAX")).isEqualTo("4");
        }
    }

    @Test
    void theDashboardMayBeOpenedByEachOfTheMachinesAddresses() throws Exception {
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        try (var launch = LauncherRun.in(folder).untilItRuns()) {
            var origins = launch.environment("CALLBOARD_ALLOWED_ORIGINS");
            assertThat(addresses)
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(origins).contains("http://" + address + ":"));
        }
    }

    @Test
    void aServiceThatNeverBecomesReadyStopsEverythingAndSaysWhy() {
        try (var launch = LauncherRun.in(folder, Map.of("STAND_IN_FAILS_REALTIME", "yes"))) {
            assertThat(launch.ended()).isEqualTo(1);
            assertThat(launch.output())
                    .contains("| stand-in can't go on")
                    .contains("realtime-service ended before it was ready (exit code 7).")
                    .contains("PostgreSQL 18 stopped");
            assertThat(launch.processes()).isEmpty();
        }
    }

    @Test
    void aSecondLauncherInTheSameFolderIsRefusedAndTheFirstGoesOn() {
        try (var first = LauncherRun.in(folder).untilItRuns()) {
            try (var second = LauncherRun.in(folder)) {
                assertThat(second.ended()).isEqualTo(1);
                assertThat(second.output())
                        .contains("Callboard already runs in")
                        .contains("-Dcallboard.home=DIR");
            }
            assertThat(first.environment("CALLBOARD_API_KEYS")).isEqualTo("dev:callboard-dev-key");
        }
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
        try (var other = new ServerSocket(0);
                var launch = LauncherRun.in(folder, "-Dcallboard.port.dashboard=" + other.getLocalPort())) {
            assertThat(launch.ended()).isEqualTo(1);
            assertThat(launch.output())
                    .contains("Port " + other.getLocalPort() + ", where the dashboard would answer")
                    .contains("-Dcallboard.port.dashboard=")
                    .doesNotContain("ready in");
        }
    }

    @Test
    void aMissingJarIsNamed() throws IOException {
        Path nothing = Files.createDirectories(folder.resolve("nothing built"));
        try (var launch = LauncherRun.in(folder, "-Dcallboard.artifacts=" + nothing)) {
            assertThat(launch.ended()).isEqualTo(1);
            assertThat(launch.output()).contains("call-service-1.0.0.jar is not there: build it first, with ./mvnw");
        }
    }

    @Test
    void aStopDuringTheStartLeavesNothingBehind() {
        try (var launch = LauncherRun.in(folder).until("Callboard")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(launch.log("postgres")));
            launch.interrupted();
            assertThat(launch.processes()).isEmpty();
        }
        try (var next = LauncherRun.in(folder).untilItRuns()) {
            assertThat(next.processes()).hasSize(4);
        }
    }

    private static void assertGone(List<ProcessHandle> processes) {
        // One that nobody collects, as in a container, is still "alive" but runs no program.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(processes)
                        .noneMatch(process ->
                                process.isAlive() && process.info().command().isPresent()));
    }

    private static int countOfCalls(LauncherRun launch) throws SQLException {
        try (var connection = connect(launch);
                var statement = connection.createStatement();
                var counted = statement.executeQuery("select count(*) from calls")) {
            counted.next();
            return counted.getInt(1);
        }
    }

    private static boolean tableExists(LauncherRun launch) throws SQLException {
        try (var connection = connect(launch);
                var found = connection.getMetaData().getTables(null, null, "calls", null)) {
            return found.next();
        }
    }

    private static void query(LauncherRun launch, String statements) throws SQLException {
        try (var connection = connect(launch);
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static Connection connect(LauncherRun launch) throws SQLException {
        return DriverManager.getConnection(
                launch.environment("CALLBOARD_DATABASE_URL"),
                launch.environment("CALLBOARD_DATABASE_USER"),
                launch.environment("CALLBOARD_DATABASE_PASSWORD"));
    }
}
