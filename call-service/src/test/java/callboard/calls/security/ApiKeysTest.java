package callboard.calls.security;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedService;
import callboard.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final Api api = SharedService.SERVICE.api;
    private final String name = "sender-" + newCallId().substring(5, 30);

    @Test
    void secretIsToldOnceAndWorksAtOnce() {
        var made = create(name, "ingest");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        var secret = made.text("secret");
        assertThat(secret).startsWith("cb_ingest_").hasSizeGreaterThan(50);
        assertThat(send(api, secret)).isEqualTo(201);

        var listed = api.get("/api/ops/keys", ADMIN);
        assertThat(listed.raw().body()).contains(name).doesNotContain(secret);
        var stored = SharedService.SERVICE.sql.queryForMap("select * from api_keys where name = ?", name);
        assertThat(stored.values().toString()).doesNotContain(secret);
        assertThat((byte[]) stored.get("secret_hash")).hasSize(32);
    }

    @Test
    void revocationHoldsOnEveryReplicaWithoutARestart() {
        var made = create(name, "ingest");
        var secret = made.text("secret");
        try (var other = RunningService.start(database(), SharedService.REDIS)) {
            assertThat(send(other.api, secret)).isEqualTo(201);
            var id = made.body().path("key").path("id").asString();
            assertThat(api.delete("/api/ops/keys/" + id, ADMIN)
                            .body()
                            .path("revokedBy")
                            .asString())
                    .isEqualTo("tests");
            assertThat(send(api, secret)).isEqualTo(401);
            await().until(() -> send(other.api, secret) == 401);
            assertThat(api.delete("/api/ops/keys/" + id, ADMIN).status()).isEqualTo(404);
            var later = create(name, "ingest").text("secret");
            await().until(() -> send(other.api, later) == 201);
        }
    }

    @Test
    void twoKeysOfOneNameAreAliveWhileSendersChange() {
        var first = create(name, "ingest");
        var second = create(name, "ingest");
        var third = create(name, "ingest");
        assertThat(List.of(send(api, first.text("secret")), send(api, second.text("secret"))))
                .containsExactly(201, 201);
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.text("code")).isEqualTo("key_limit");
        assertThat(create(name, "read").status()).isEqualTo(201);

        api.delete("/api/ops/keys/" + first.body().path("key").path("id").asString(), ADMIN);
        assertThat(create(name, "ingest").status()).isEqualTo(201);
    }

    @Test
    void keyIsGoodUntilItsEndAndLeavesItsPlaceToAnother() {
        var clock = new SettableClock();
        try (var service = RunningService.start(TestPostgres.freshDatabase(), SharedService.REDIS, clock)) {
            var made = create(service.api, name);
            create(service.api, name);
            var expiry = "/api/ops/keys/" + made.body().at("/key/id").asString() + "/expiry";
            var end = clock.instant().plusSeconds(3_600);

            assertThat(expire(service.api, expiry, end).text("expiresAt")).isEqualTo(end.toString());
            clock.tick(Duration.ofMinutes(59));
            assertThat(send(service.api, made.text("secret"))).isEqualTo(201);
            assertThat(create(service.api, name).status()).isEqualTo(409);
            clock.tick(Duration.ofMinutes(1));
            assertThat(send(service.api, made.text("secret"))).isEqualTo(401);
            assertThat(create(service.api, name).status()).isEqualTo(201);

            assertThat(service.api.get("/api/ops/keys", ADMIN).body())
                    .filteredOn(key -> key.has("revokedBy"))
                    .singleElement()
                    .satisfies(key -> {
                        assertThat(key.path("revokedBy").asString()).isEqualTo("expiry");
                        assertThat(key.path("revokedAt").asString()).isEqualTo(end.toString());
                    });
            assertThat(expire(service.api, expiry, end.plusSeconds(9_999)).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void anEndCanBeTakenBackAndIsNeverInThePast() {
        var made = create(name, "ingest");
        var expiry = "/api/ops/keys/" + made.body().at("/key/id").asString() + "/expiry";

        var past = expire(api, expiry, Instant.now());
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.body().at("/issues/0/path").asString()).isEqualTo("expiresAt");
        expire(api, expiry, Instant.now().plusSeconds(3_600));
        var taken = api.put(expiry, "{}", ADMIN);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body().has("expiresAt")).isFalse();
        assertThat(send(api, made.text("secret"))).isEqualTo(201);
    }

    private static Answer expire(Api api, String path, Instant at) {
        return api.put(path, "{\"expiresAt\":\"%s\"}".formatted(at), ADMIN);
    }

    private static Answer create(Api api, String name) {
        return api.post("/api/ops/keys", "{\"name\":\"%s\",\"role\":\"ingest\"}".formatted(name), ADMIN);
    }

    @RepeatedTest(5)
    void ofManyMadeAtOnceTwoComeToBe() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads
                    .invokeAll(Collections.nCopies(
                            8, (Callable<Integer>) () -> create(name, "ingest").status()))
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
            assertThat(new HashSet<>(statuses)).isEqualTo(Set.of(201, 409));
        }
    }

    @ParameterizedTest
    @CsvSource({"ingest, 201, 403, 403", "admin, 403, 200, 403", "read, 403, 403, 403"})
    void keyDoesWhatItIsForAndNothingElse(String role, int events, int operators, int missing) {
        var secret = create(name, role).text("secret");
        assertThat(send(api, secret)).isEqualTo(events);
        assertThat(api.get("/api/ops/keys", Map.of("X-API-Key", secret)).status())
                .isEqualTo(operators);
        var queue = api.delete("/api/queues/no-such-queue", Map.of("X-API-Key", secret))
                .status();
        assertThat(queue).isEqualTo(role.equals("admin") ? 404 : missing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\",\"role\":\"ingest\"}",
                "{\"name\":\"a b\",\"role\":\"ingest\"}",
                "{\"name\":\"a\",\"role\":\"root\"}",
                "{\"name\":\"a\",\"role\":\"ingest\",\"eventsPerSecond\":0}",
                "[]",
                "{"
            })
    void requestThatMakesNoSenseIsRefused(String body) {
        var answer = api.post("/api/ops/keys", body, ADMIN);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void onlyAdministratorsMakeKeys() {
        assertThat(api.post("/api/ops/keys", "{}", Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(401);
        var refused = api.post("/api/ops/keys", "{}", Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void keyOfTheConfigurationIsListedAndMayBeGivenAsAHash() {
        assertThat(api.get("/api/ops/keys", ADMIN).body().valueStream())
                .anyMatch(key -> key.path("name").asString().equals("tests")
                        && key.path("id").isMissingNode());
        try (var service = RunningService.start(
                SharedService.REDIS,
                "callboard.security.api-keys=pbx:sha256:" + sha256("a-key-that-only-its-owner-knows"))) {
            assertThat(send(service.api, "a-key-that-only-its-owner-knows")).isEqualTo(201);
            assertThat(send(service.api, "sha256:" + sha256("a-key-that-only-its-owner-knows")))
                    .isEqualTo(401);
        }
    }

    @Test
    void useIsRemembered() {
        var made = create(name, "ingest");
        send(api, made.text("secret"));
        await().untilAsserted(() -> assertThat(api.get("/api/ops/keys", ADMIN)
                        .body()
                        .valueStream()
                        .filter(key -> key.path("name").asString().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .has("lastUsedAt"))
                .isTrue());
    }

    private static String database() {
        return SharedService.SERVICE.database();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Answer create(String name, String role) {
        return api.post("/api/ops/keys", "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role), ADMIN);
    }

    private static int send(Api api, String key) {
        return api.post(Api.initiated(newCallId()), Map.of("X-API-Key", key)).status();
    }
}
