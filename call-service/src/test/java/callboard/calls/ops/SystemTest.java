package callboard.calls.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemTest {

    private final Api api = SharedService.SERVICE.api;

    @Test
    void administratorsSeeWhatTheServiceAndItsDatabaseAre() throws IOException {
        var system =
                api.get("/api/ops/system", Map.of("X-API-Key", Api.ADMIN_KEY)).body();

        assertThat(system.path("expectedMigration").asString()).isEqualTo(latestMigration());
        assertThat(system.path("databaseMigration").asString()).isEqualTo(latestMigration());
        assertThat(system.path("zone").asString())
                .isEqualTo(ZoneId.systemDefault().getId());
        assertThat(Instant.parse(system.path("time").asString()))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(Instant.parse(system.path("databaseTime").asString()))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(Instant.parse(system.path("startedAt").asString())).isBefore(Instant.now());
        assertThat(system.path("undelivered").asLong())
                .isEqualTo(SharedService.SERVICE.sql.queryForObject("select count(*) from undelivered", Long.class));
    }

    /// As the start that records the AOT cache does, which finds no database.
    @Test
    void aServiceThatMigratesNothingStarts() {
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started()) {
            RunningService.start(database, redis).close();
            try (var service = RunningService.start(database, redis, "spring.flyway.enabled=false")) {
                var system = service.api
                        .get("/api/ops/system", Map.of("X-API-Key", Api.ADMIN_KEY))
                        .body();
                assertThat(system.path("expectedMigration").asString()).isEqualTo("0");
                assertThat(system.path("zone").asString())
                        .isEqualTo(ZoneId.systemDefault().getId());
            }
        }
    }

    @Test
    void nobodyElseDoes() {
        assertThat(api.get("/api/ops/system").status()).isEqualTo(401);
    }

    private static String latestMigration() throws IOException {
        try (var files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("V\\d+__.*\\.sql"))
                    .map(name -> Integer.valueOf(name.replaceAll("V(\\d+)__.*", "$1")))
                    .max(Integer::compare)
                    .orElseThrow()
                    .toString();
        }
    }
}
