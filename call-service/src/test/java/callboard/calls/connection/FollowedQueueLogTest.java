package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that is followed, by replicas of which one sees it.
class FollowedQueueLogTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    @TempDir
    private Path directory;

    @Test
    void theReplicaThatSeesTheLogFollowsItAndAnotherGoesOn() throws Exception {
        var log = directory.resolve("queue_log");
        var blind = RunningService.start(SharedService.REDIS, settings(directory.resolve("elsewhere")));
        try (blind) {
            var settings = """
                    {"kind": "asterisk-queue-log", "enabled": true, "queues": "adopt", "path": "%s"}""".formatted(log);
            assertThat(blind.api
                            .put("/api/ops/connections/log", settings, ADMIN)
                            .status())
                    .isEqualTo(201);
            await().untilAsserted(() -> assertThat(state(blind, "status")).isEqualTo("failing"));

            write(log, "c1", "NONE|ENTERQUEUE||200|1");
            try (var _ = RunningService.start(blind.database(), SharedService.REDIS, settings(directory))) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(status(blind, "c1")).isEqualTo("waiting"));
                write(log, "c1", "Ana|CONNECT|0|agent-1|0");
                await().untilAsserted(() -> assertThat(status(blind, "c1")).isEqualTo("active"));
                await().untilAsserted(() -> assertThat(state(blind, "status")).isEqualTo("connected"));
            }
            write(log, "c1", "Ana|COMPLETEAGENT|0|10|1");
            write(log, "c2", "NONE|ENTERQUEUE||200|1");
            Files.move(log, directory.resolve("queue_log.1"));
            write(log, "c3", "NONE|ENTERQUEUE||200|1");

            try (var _ = RunningService.start(blind.database(), SharedService.REDIS, settings(directory))) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(status(blind, "c3")).isEqualTo("waiting"));
                assertThat(status(blind, "c2")).isEqualTo("waiting");
                await().atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> assertThat(status(blind, "c1")).isEqualTo("ended"));
            }
            assertThat(state(blind, "refused")).isEqualTo("0");
        }
    }

    private static String[] settings(Path logs) {
        return new String[] {"callboard.connections.log-directory=" + logs, "callboard.connections.lease=3s"};
    }

    private static String status(RunningService service, String call) {
        return service.api.get("/api/calls/" + call).text("status");
    }

    private static String state(RunningService service, String field) {
        return service.api
                .get("/api/ops/connections/log", ADMIN)
                .body()
                .path("state")
                .path(field)
                .asString();
    }

    private static void write(Path log, String call, String what) throws IOException {
        var line = "%d|%s|sales|%s%n".formatted(Instant.now().getEpochSecond(), call, what);
        Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
