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
import org.jspecify.annotations.Nullable;
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

    @Test
    void allThatMatchAreAcknowledgedAtOnceAndToldOnceAQueue() {
        var others = newCallId();
        one.api.post(Api.initiated(others).replace("medical_spanish", "legal_english"));
        one.api.post(Api.initiated(callId));
        one.api.post(Api.initiated(newCallId()));
        lateNow(one);
        var medical = open("queueId=medical_spanish");
        assertThat(medical).hasSizeGreaterThanOrEqualTo(2);
        try (var listener =
                new Listener(REDIS, Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE, Channels.CALL_ALERTS_ACKNOWLEDGED)) {
            var answer = acknowledgeMatching("?level=breach&queueId=medical_spanish", seenAll());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("acknowledged").asInt()).isEqualTo(medical.size());
            assertThat(open("queueId=medical_spanish")).isEmpty();
            assertThat(open("callId=" + others)).hasSize(1);
            var stored = one.api
                    .get("/api/alerts?level=breach&callId=" + callId)
                    .body()
                    .path("data")
                    .path(0);
            assertThat(stored.path("acknowledgedBy").asString()).isEqualTo("Ana");
            // Whoever comes second acknowledges nothing, and nobody is told.
            assertThat(acknowledgeMatching("?queueId=medical_spanish", seenAll())
                            .body()
                            .path("acknowledged")
                            .asInt())
                    .isZero();
            acknowledge(other, breach(others), "Luis");
            await().atMost(PATIENCE).until(() -> listener.all().size() == 2);
            var told = listener.all().getFirst();
            assertThat(told.path("queueId").asString()).isEqualTo("medical_spanish");
            assertThat(told.path("by").asString()).isEqualTo("Ana");
            assertThat(told.path("at")).isEqualTo(stored.path("acknowledgedAt"));
            assertThat(told.path("count").asInt()).isEqualTo(medical.size());
        }
    }

    @Test
    void whatCameAfterWhatWasSeenStaysOpen() {
        late(callId);
        var seen = breachAt(callId);
        var later = newCallId();
        late(later);

        assertThat(acknowledgeMatching("", "\"until\":\"" + seen + "\"").status())
                .isEqualTo(200);
        assertThat(open("callId=" + callId)).isEmpty();
        assertThat(open("callId=" + later)).hasSize(1);
    }

    @Test
    void lateNewsOfAnEarlierTimeStaysOpenToo() {
        late(callId);
        var until = "\"until\":\"" + breachAt(callId) + "\"";
        one.sql.update("update alerts set kept_at = kept_at - interval '1 minute' where call_id = ?", callId);
        var news = newCallId();
        late(news);
        one.sql.update("update alerts set at = at - interval '1 hour' where call_id = ?", news);

        acknowledgeMatching("", until + ",\"ago\":30");
        assertThat(open("callId=" + callId)).isEmpty();
        assertThat(open("callId=" + news)).hasSize(1);
        acknowledgeMatching("", until);
        assertThat(open("callId=" + news)).isEmpty();
    }

    @Test
    void whatIsExceptedStaysOpenAndSoDoesWhatIsOverAsItIs() {
        var excepted = newCallId();
        late(callId);
        late(excepted);
        acknowledgeMatching("", seenAll() + ",\"except\":[\"" + breach(excepted) + "\"]");

        assertThat(open("callId=" + callId)).isEmpty();
        assertThat(open("callId=" + excepted)).hasSize(1);
        // The warnings were over when they became breaches.
        assertThat(one.api
                        .get("/api/alerts?level=warning&callId=" + callId)
                        .body()
                        .path("data")
                        .path(0)
                        .has("acknowledgedBy"))
                .isFalse();
    }

    @Test
    void tenThousandAreAcknowledgedAndToldWithAHandfulOfMessages() {
        one.api.post(Api.initiated(callId));
        one.sql.update("""
                insert into alerts (id, level, rule, call_id, queue_id, at, since, limit_seconds, message)
                select ? || ':wait_sla_exceeded:breach:' || n, 'breach', 'wait_sla_exceeded', ?,
                       'queue-' || n % 2, ?::timestamptz, now(), 30, 'Waiting for 30 s; the limit is 30 s'
                from generate_series(1, 10001) as n""", callId, callId, CLOCK.instant().toString());
        try (var listener = new Listener(REDIS, Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE)) {
            assertThat(acknowledgeMatching("?callId=" + callId, seenAll())
                            .body()
                            .path("acknowledged")
                            .asInt())
                    .isEqualTo(10_001);
            await().atMost(PATIENCE)
                    .until(() -> listener.all().stream()
                                    .mapToInt(told -> told.path("count").asInt())
                                    .sum()
                            == 10_001);
            assertThat(listener.all()).hasSizeLessThanOrEqualTo(6);
        } finally {
            one.sql.update("delete from alerts where call_id = ?", callId);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|{\"by\":\"Ana\"}|until",
                "|{\"by\":\"Ana\",\"until\":\"1969-01-01T00:00:00Z\"}|until",
                "|{\"by\":\"Ana\",\"until\":\"+123456-01-01T00:00:00Z\"}|until",
                "|{\"until\":\"2026-01-01T00:00:00Z\"}|by",
                "|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\",\"ago\":-1}|ago",
                "|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\",\"ago\":1e300}|ago",
                "|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\",\"except\":[\"\"]}|except[0]",
                "?level=loud|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\"}|level",
                "?state=open|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\"}|state",
                "?queue=x|{\"by\":\"Ana\",\"until\":\"2026-01-01T00:00:00Z\"}|queue"
            })
    void whatWouldAcknowledgeMoreThanWasMeantIsRefused(@Nullable String query, String body, String path) {
        var answer = one.api.post("/api/alerts/acknowledge-matching" + (query == null ? "" : query), body, JSON);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo(path);
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

    private static String seenAll() {
        return "\"until\":\"" + CLOCK.instant() + "\"";
    }

    private static Answer acknowledgeMatching(String query, String seen) {
        return one.api.post("/api/alerts/acknowledge-matching" + query, "{\"by\":\"Ana\"," + seen + "}", JSON);
    }

    private static List<String> open(String query) {
        return words(one.api.get("/api/alerts?state=open&limit=200&" + query).body(), "id");
    }

    private static String breachAt(String callId) {
        return words(one.api.get("/api/alerts?level=breach&callId=" + callId).body(), "at")
                .getFirst();
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
