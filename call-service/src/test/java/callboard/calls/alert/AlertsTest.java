package callboard.calls.alert;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.intake.CallWriter;
import callboard.calls.outbox.Listener;
import callboard.contracts.Channels;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Two replicas that share a database and a clock, and only look for what is due when they are told.
class AlertsTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final SettableClock CLOCK = new SettableClock();
    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService one;
    private static RunningService other;

    private final String callId = newCallId();

    @BeforeAll
    static void start() {
        var database = TestPostgres.freshDatabase();
        one = RunningService.start(database, REDIS, CLOCK, "callboard.timers.every=1h");
        other = RunningService.start(database, REDIS, CLOCK, "callboard.timers.every=1h");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        REDIS.close();
    }

    @Test
    void aWarningAndABreachAreKeptAsTheyWerePublished() {
        try (var listener = new Listener(REDIS, Channels.CALL_ALERTS)) {
            late(callId);
            await().atMost(PATIENCE).until(() -> listener.of(callId).size() == 2);

            var page = other.api.get("/api/alerts?callId=" + callId).body();
            assertThat(page.path("total").asInt()).isEqualTo(2);
            assertThat(page.has("nextCursor")).isFalse();
            var breach = page.path("data").path(0);
            var warning = (ObjectNode) page.path("data").path(1).deepCopy();
            assertThat(warning.path("clearedAt")).isEqualTo(breach.path("at"));
            warning.put("state", "open").remove("clearedAt");
            assertThat(List.of(warning, breach)).isEqualTo(listener.of(callId));
            assertThat(words(page, "level")).containsExactly("breach", "warning");
            assertThat(page.path("data").path(0).has("acknowledgedBy")).isFalse();
        }
    }

    @Test
    void theFirstToAcknowledgeIsRememberedAndEverybodyIsToldOnce() {
        try (var listener = new Listener(REDIS, Channels.CALL_ALERTS_ACKNOWLEDGED)) {
            late(callId);
            var id = breach(callId);
            CLOCK.tick(Duration.ofSeconds(7));
            var first = acknowledge(one, id, "Ana María");
            CLOCK.tick(Duration.ofSeconds(1));
            var second = acknowledge(other, id, "Luis");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text("acknowledgedBy")).isEqualTo("Ana María");
            assertThat(first.text("acknowledgedAt"))
                    .isEqualTo(CLOCK.instant().minusSeconds(1).toString());
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(other.api
                            .get("/api/alerts?state=acknowledged&callId=" + callId)
                            .body()
                            .path("data")
                            .path(0))
                    .isEqualTo(first.body());

            // What is told of a later one comes after what was told of this.
            acknowledge(other, warning(callId), "Luis");
            await().atMost(PATIENCE).until(() -> listener.of(callId).size() == 2);
            assertThat(listener.of(callId).getFirst()).isEqualTo(first.body());
            assertThat(listener.of(callId).getLast().path("acknowledgedBy").asString())
                    .isEqualTo("Luis");
        }
    }

    @Test
    void ofManyWhoAcknowledgeAtOnceOneIsTheFirst() throws Exception {
        late(callId);
        var ids = List.of(breach(callId), warning(callId));
        try (var listener = new Listener(REDIS, Channels.CALL_ALERTS_ACKNOWLEDGED);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var names = new HashSet<String>();
            var clicks = IntStream.range(0, 24)
                    .<Callable<Answer>>mapToObj(i -> () -> acknowledge(
                            i % 2 == 0 ? one : other, i % 3 == 0 ? ids : ids.reversed(), "supervisor " + i));
            for (var click : threads.invokeAll(clicks.toList())) {
                assertThat(click.get().status()).isEqualTo(200);
                click.get()
                        .body()
                        .valueStream()
                        .map(alert -> alert.path("acknowledgedBy").asString())
                        .forEach(names::add);
            }
            assertThat(names).hasSize(1);
            await().atMost(PATIENCE).until(() -> pending() == 0);
            await().atMost(PATIENCE).until(() -> listener.of(callId).size() >= 2);
            assertThat(listener.of(callId)).hasSize(2);
        }
    }

    @Test
    void severalAreAcknowledgedAtOnceAndUnknownOnesLeftOut() {
        var more = newCallId();
        late(callId);
        late(more);
        var answer = acknowledge(one, List.of(breach(callId), "no-such-alert", breach(more)), "Ana");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().valueStream().map(alert -> alert.path("callId").asString()))
                .containsExactly(more, callId);
        assertThat(one.api
                        .get("/api/alerts?state=open&level=breach&callId=" + more)
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-alert", "%00", "a%20b", "caf%C3%A9"})
    void anAlertThatIsNotKnownCanNotBeAcknowledged(String id) {
        var answer = one.api.post("/api/alerts/" + id + "/acknowledge", "{\"by\":\"Ana\"}", JSON);

        // A zero byte in a path is refused before anybody looks for an alert.
        assertThat(answer.status()).isEqualTo(id.equals("%00") ? 400 : 404);
        assertThat(answer.status() == 400 || answer.text("code").equals("alert_not_found"))
                .isTrue();
    }

    @Test
    void aCursorWalksThroughAllOfThemOnceWhileNewOnesCome() {
        for (int i = 0; i < 5; i++) {
            one.api.post(Api.initiated(callId + "-" + i));
        }
        lateNow(one);
        var seen = new ArrayList<String>();
        var page = one.api.get("/api/alerts?level=breach&limit=2").body();
        seen.addAll(words(page, "id"));
        while (page.has("nextCursor")) {
            late(newCallId());
            page = one.api
                    .get("/api/alerts?level=breach&limit=2&cursor="
                            + page.path("nextCursor").asString())
                    .body();
            seen.addAll(words(page, "id"));
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(id -> id.startsWith(callId))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|invalid_payload",
                "{\"by\":null}|400|invalid_payload",
                "{\"by\":\"\"}|400|invalid_payload",
                "{\"by\":\"  \"}|400|invalid_payload",
                "{\"by\":\"\\u3000\\u2003\"}|400|invalid_payload",
                "{\"by\":\"a\\u0000\"}|400|invalid_payload",
                "{\"by\":5}|400|malformed_json",
                "[]|400|malformed_json",
                "null|400|malformed_json",
                "x|400|malformed_json",
                "{\"by\":\"0123456789012345678901234567890123456789012345678901234567890123x\"}|400|invalid_payload"
            })
    void refusesANameThatIsNone(String body, int status, String code) {
        late(callId);
        var answer = one.api.post("/api/alerts/" + breach(callId) + "/acknowledge", body, JSON);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        // The warning is over since it is a breach.
        assertThat(openAlerts()).isEqualTo(1);
    }

    @Test
    void refusesIdsThatAreNoneOrTooMany() {
        var tooMany = IntStream.range(0, 201).mapToObj(i -> "a" + i).toList();

        assertThat(acknowledge(one, List.of(""), "Ana")
                        .body()
                        .path("issues")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("ids[0]");
        assertThat(acknowledge(one, List.of(), "Ana").status()).isEqualTo(400);
        assertThat(acknowledge(one, tooMany, "Ana")
                        .body()
                        .path("issues")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo("must be 1 to 200 ids");
        assertThat(acknowledge(one, tooMany.subList(0, 200), "Ana").status()).isEqualTo(200);
    }

    private void late(String callId) {
        one.api.post(Api.initiated(callId));
        lateNow(one);
    }

    /// Whoever waits now comes near the limit, and breaks it.
    private static void lateNow(RunningService service) {
        CLOCK.tick(Duration.ofSeconds(24));
        service.bean(CallWriter.class).writeDue(CLOCK.instant(), 500, List.of());
        CLOCK.tick(Duration.ofSeconds(6));
        service.bean(CallWriter.class).writeDue(CLOCK.instant(), 500, List.of());
    }

    private static String breach(String callId) {
        return alert(callId, "breach");
    }

    private static String warning(String callId) {
        return alert(callId, "warning");
    }

    private static String alert(String callId, String level) {
        return one.api
                .get("/api/alerts?state=all&level=" + level + "&callId=" + callId)
                .body()
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    private int openAlerts() {
        return one.api
                .get("/api/alerts?state=open&callId=" + callId)
                .body()
                .path("total")
                .asInt();
    }

    private static long pending() {
        return one.sql.queryForObject("select count(*) from outbox", Long.class);
    }

    private static Answer acknowledge(RunningService service, String id, String by) {
        return service.api.post("/api/alerts/" + id + "/acknowledge", "{\"by\":\"" + by + "\"}", JSON);
    }

    private static Answer acknowledge(RunningService service, List<String> ids, String by) {
        return service.api.post(
                "/api/alerts/acknowledge",
                "{\"by\":\"%s\",\"ids\":[%s]}"
                        .formatted(by, ids.isEmpty() ? "" : "\"" + String.join("\",\"", ids) + "\""),
                JSON);
    }

    private static List<String> words(JsonNode page, String field) {
        return page.path("data")
                .valueStream()
                .map(alert -> alert.path(field).asString())
                .toList();
    }
}
