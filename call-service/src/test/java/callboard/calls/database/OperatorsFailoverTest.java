package callboard.calls.database;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators change, at a server that only reads, as after a failover.
class OperatorsFailoverTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final String QUEUE = """
            {"displayName":"Evenings","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""";

    private final TestRedis redis = TestRedis.started();

    @AfterEach
    void stop() {
        redis.close();
    }

    /// `primary` is what we connect with; `any` is as when the server changed behind connections that stayed.
    @ParameterizedTest
    @ValueSource(strings = {"primary", "any"})
    void isToBeTriedAgainAndIsNoFault(String connectTo) {
        try (var service = RunningService.startAsShipped(
                TestPostgres.freshDatabase(),
                redis,
                "spring.datasource.hikari.data-source-properties.targetServerType=" + connectTo)) {
            var changes = changes(service.api);
            readOnly(service, true);
            assertThat(changes).allSatisfy((what, change) -> {
                var refused = change.get();
                assertThat(refused.status()).as(refused.raw().body()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(refused.text("code")).isEqualTo("unavailable");
            });

            readOnly(service, false);
            changes.forEach((what, change) ->
                    await(what).atMost(ofSeconds(30)).until(() -> change.get().status() < 500));
        }
    }

    /// Each finds what it needs.
    private static Map<String, Supplier<Answer>> changes(Api api) {
        assertThat(api.put("/api/queues/evenings", QUEUE, ADMIN).status()).isEqualTo(201);
        var made = api.post("/api/ops/keys", "{\"name\":\"pbx\",\"role\":\"ingest\"}", ADMIN);
        assertThat(made.status()).isEqualTo(201);
        var key = made.body().path("key").path("id").asString();

        var changes = new LinkedHashMap<String, Supplier<Answer>>();
        changes.put("to make a queue", () -> api.put("/api/queues/nights", QUEUE, ADMIN));
        changes.put("to change a queue", () -> api.put("/api/queues/evenings", QUEUE, ADMIN));
        changes.put("to retire a queue", () -> api.delete("/api/queues/evenings", ADMIN));
        changes.put(
                "to make a key", () -> api.post("/api/ops/keys", "{\"name\":\"dialer\",\"role\":\"ingest\"}", ADMIN));
        changes.put("to revoke a key", () -> api.delete("/api/ops/keys/" + key, ADMIN));
        changes.put("to send again", () -> api.post("/api/ops/undelivered/1/replay", "", ADMIN));
        changes.put("to drop", () -> api.delete("/api/ops/undelivered/1", ADMIN));
        changes.put(
                "to park", () -> api.post(Api.routed("nobody-knows-it", "agent_7"), Map.of("Prefer", "respond-async")));
        return changes;
    }

    /// The sessions that are made from now on; those of before end.
    private static void readOnly(RunningService service, boolean yes) {
        var name = service.database().replaceFirst(".*/([a-z0-9_]+)\\?.*", "$1");
        TestPostgres.elsewhere(
                "alter database %s set default_transaction_read_only = %s".formatted(name, yes ? "on" : "off"));
        if (yes) {
            TestPostgres.elsewhere(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(name));
        }
    }
}
