package callboard.calls.security;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.testing.LoginServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is shown to whom, where viewers are asked who they are.
class ReadingViewersTest {

    private static final LoginServer LOGIN = LoginServer.started();
    private static final RunningService SERVICE = RunningService.start(
            SharedService.REDIS,
            "callboard.security.viewer-tokens=all:a-token-for-everything,legal@legal_spanish|legal_english:a-token-for-legal",
            "callboard.security.read-keys=report:a-key-for-reading",
            "callboard.security.oidc.issuer-uri=" + LOGIN.issuer());
    private static final Map<String, String> ALL = Map.of("Authorization", "Bearer a-token-for-everything");
    private static final String ANA = "{\"by\":\"Ana\"}";
    private static final Map<String, String> LEGAL = Map.of("Authorization", "Bearer a-token-for-legal");
    private static final String SHOWN = newCallId();
    private static final String HIDDEN = newCallId();

    private final Api api = SERVICE.api;

    @BeforeAll
    static void twoCalls() {
        SERVICE.api.post(Api.initiated(HIDDEN));
        SERVICE.api.post(Api.routed(HIDDEN, "agent-of-medical"));
        SERVICE.api.post(Api.initiated(SHOWN).replace("medical_spanish", "legal_spanish"));
        SERVICE.api.post(Api.routed(SHOWN, "agent-of-legal"));
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        LOGIN.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calls",
                "/api/calls/SHOWN",
                "/api/calls/SHOWN/events",
                "/api/calls/nowhere",
                "/api/queues",
                "/api/agents",
                "/api/agents/queues",
                "/api/replay",
                "/api/alerts",
                "/api/callbacks",
                "/api/stats",
                "/api/stats/series",
                "/api/reports",
                "/api/reports.csv",
                "/api/reports.xlsx",
                "/api/no-such-thing",
                "/api/%63alls",
                "/api/calls;x=1"
            })
    void nobodyReadsWithoutSayingWhoTheyAre(String path) {
        var address = path.replace("SHOWN", SHOWN);
        for (var headers : List.of(
                Map.of("Accept", "*/*"),
                Map.of("Authorization", "Bearer a-wrong-token"),
                Map.of("Authorization", "Basic YTpi"),
                Map.of("Authorization", "Bearer " + Api.KEY),
                Map.of("X-API-Key", "a-wrong-key"))) {
            var answer = api.get(address, headers);
            assertThat(answer.status()).as("%s %s", path, headers).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text("code")).isEqualTo("unauthorized");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void whatIsNobodysSecretStaysOpen() {
        assertThat(api.get("/health").status()).isEqualTo(200);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(api.post(Api.initiated(newCallId())).status()).isEqualTo(201);
    }

    @Test
    void viewerOfAllQueuesSeesEverything() {
        assertThat(ids(api.get("/api/calls", ALL).body().path("data"), "id")).contains(SHOWN, HIDDEN);
        assertThat(api.get("/api/calls/" + HIDDEN, ALL).status()).isEqualTo(200);
        assertThat(ids(api.get("/api/queues", ALL).body(), "id")).hasSize(4);
        assertThat(ids(api.get("/api/agents", ALL).body(), "agentId")).contains("agent-of-medical", "agent-of-legal");
        assertThat(api.get("/api/calls", ALL).header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void viewerOfSomeQueuesSeesTheirCallsOnly() {
        var calls = api.get("/api/calls", LEGAL).body();
        assertThat(ids(calls.path("data"), "id")).containsExactly(SHOWN);
        assertThat(calls.path("total").asInt()).isEqualTo(1);
        assertThat(ids(
                        api.get("/api/calls?queueId=medical_spanish", LEGAL)
                                .body()
                                .path("data"),
                        "id"))
                .isEmpty();
        var both = api.get("/api/calls?queueId=medical_spanish&queueId=legal_english&queueId=legal_spanish", LEGAL)
                .body();
        assertThat(ids(both.path("data"), "id")).containsExactly(SHOWN);
        assertThat(both.path("total").asInt()).isEqualTo(1);
        assertThat(api.get("/api/calls/" + SHOWN, LEGAL).status()).isEqualTo(200);
        assertThat(ids(api.get("/api/calls/" + SHOWN + "/events", LEGAL).body(), "callId"))
                .hasSize(2);
        assertThat(ids(api.get("/api/queues", LEGAL).body(), "id")).containsExactly("legal_english", "legal_spanish");
        assertThat(ids(api.get("/api/agents", LEGAL).body(), "agentId")).containsExactly("agent-of-legal");
    }

    @Test
    void replayShowsCallsWhileTheyAreInTheViewersQueues() {
        var moved = newCallId();
        SERVICE.api.post(Api.initiated(moved).replace("medical_spanish", "legal_spanish"));
        SERVICE.api.post(Api.retransfer(moved).replace("}", ",\"queueId\":\"medical_spanish\"}"));
        var from = Instant.now().minus(30, ChronoUnit.MINUTES);
        var path = "/api/replay?from=" + from + "&to=" + from.plus(1, ChronoUnit.HOURS);

        var all = api.get(path, ALL).body().path("calls");
        var legal = api.get(path, LEGAL).body().path("calls");

        assertThat(ids(all, "callId")).contains(SHOWN, HIDDEN, moved);
        assertThat(ids(legal, "callId")).contains(SHOWN, moved).doesNotContain(HIDDEN);
        assertThat(legal.findValuesAsString("queueId")).containsOnly("legal_spanish");
        assertThat(api.get(path, LEGAL).raw().body()).doesNotContain("agent-of-medical");
    }

    @Test
    void callOfAnotherQueueLooksLikeNone() {
        for (var path : List.of("/api/calls/%s", "/api/calls/%s/events")) {
            var hidden = api.get(path.formatted(HIDDEN), LEGAL);
            var none = api.get(path.formatted("nowhere"), LEGAL);
            assertThat(hidden.status()).isEqualTo(none.status()).isEqualTo(404);
            assertThat(hidden.text("message")).isEqualTo(none.text("message"));
            assertThat(hidden.text("code")).isEqualTo(none.text("code"));
        }
    }

    @Test
    void alertsAreThoseOfTheViewersQueues() {
        var both = List.of(alerted(SHOWN, "legal_spanish"), alerted(HIDDEN, "medical_spanish"));

        assertThat(ids(api.get("/api/alerts", ALL).body().path("data"), "id")).containsAll(both);
        var shown = api.get("/api/alerts", LEGAL).body();
        assertThat(ids(shown.path("data"), "id")).containsExactly(both.getFirst());
        assertThat(shown.path("total").asInt()).isEqualTo(1);
        for (var query : List.of("?queueId=medical_spanish", "?callId=" + HIDDEN)) {
            assertThat(api.get("/api/alerts" + query, LEGAL)
                            .body()
                            .path("total")
                            .asInt())
                    .as(query)
                    .isZero();
        }
    }

    @Test
    void alertsOfRulesAreThoseOfTheViewersQueuesAndOfAllTogetherOfWhoSeesAll() {
        var shown = crossed("legal_spanish");
        var hidden = crossed("medical_spanish");
        var together = crossed(null);
        var of = "/api/alerts?rule=threshold_crossed";

        assertThat(ids(api.get(of, ALL).body().path("data"), "id")).containsExactlyInAnyOrder(shown, hidden, together);
        assertThat(ids(api.get(of, LEGAL).body().path("data"), "id")).containsExactly(shown);
        for (var id : List.of(hidden, together)) {
            assertThat(acknowledge(id, LEGAL).status()).isEqualTo(404);
        }
        var all = "/api/alerts/acknowledge-matching?rule=threshold_crossed";
        var seen = "{\"by\":\"Ana\",\"until\":\"9999-01-01T00:00:00Z\"}";
        assertThat(api.post(all, seen, json(LEGAL)).body().path("acknowledged").asInt())
                .isEqualTo(1);
        assertThat(api.post(all, seen, json(ALL)).body().path("acknowledged").asInt())
                .isEqualTo(2);
        SERVICE.sql.update("delete from alerts where call_id is null");
    }

    @Test
    void viewerAcknowledgesAlertsOfTheirQueuesOnly() {
        var shown = alerted(SHOWN, "legal_spanish");
        var hidden = alerted(HIDDEN, "medical_spanish");

        for (var nobody : List.of(Map.of("Accept", "*/*"), Map.of("Authorization", "Bearer a-wrong-token"))) {
            assertThat(acknowledge(shown, nobody).status()).isEqualTo(401);
        }
        var blind = acknowledge(hidden, LEGAL);
        var none = acknowledge("nowhere", LEGAL);
        assertThat(blind.status()).isEqualTo(none.status()).isEqualTo(404);
        assertThat(blind.text("message")).isEqualTo(none.text("message"));
        var several = api.post(
                "/api/alerts/acknowledge",
                "{\"by\":\"Ana\",\"ids\":[\"%s\",\"%s\"]}".formatted(hidden, shown),
                json(LEGAL));
        assertThat(ids(several.body(), "id")).containsExactly(shown);
        assertThat(api.get("/api/alerts?state=open&callId=" + HIDDEN, ALL)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(acknowledge(hidden, ALL).text("acknowledgedBy")).isEqualTo("Ana");
    }

    @Test
    void viewerOfSomeQueuesAcknowledgesAllOfTheirsAtOnceAndNoOthers() {
        var shown = alerted(SHOWN, "legal_spanish");
        var hidden = alerted(HIDDEN, "medical_spanish");
        var all = "/api/alerts/acknowledge-matching";
        var seen = "{\"by\":\"Ana\",\"until\":\"9999-01-01T00:00:00Z\"}";

        assertThat(api.post(all, seen, json(Map.of())).status()).isEqualTo(401);
        assertThat(api.post(all, seen, json(Map.of("X-API-Key", "a-key-for-reading")))
                        .status())
                .isEqualTo(403);
        assertThat(api.post(all + "?callId=" + HIDDEN, seen, json(LEGAL))
                        .body()
                        .path("acknowledged")
                        .asInt(-1))
                .isZero();
        assertThat(api.post(all, seen, json(LEGAL)).body().path("acknowledged").asInt())
                .isEqualTo(1);
        assertThat(ids(api.get("/api/alerts?state=open", ALL).body().path("data"), "id"))
                .contains(hidden)
                .doesNotContain(shown);
    }

    @Test
    void viewerCallsBackWhomTheirQueuesLostAndNobodyElse() {
        var shown = lost("legal_spanish");
        var hidden = lost("medical_spanish");
        var address = "/api/callbacks/";

        assertThat(api.put(address + shown, ANA, json(Map.of())).status()).isEqualTo(401);
        assertThat(api.delete(address + shown, Map.of("Accept", "*/*")).status())
                .isEqualTo(401);
        var blind = api.put(address + hidden, ANA, json(LEGAL));
        var none = api.put(address + "nowhere", ANA, json(LEGAL));
        assertThat(blind.status()).isEqualTo(none.status()).isEqualTo(404);
        assertThat(blind.text("message")).isEqualTo(none.text("message"));
        assertThat(api.put(address + shown, ANA, json(LEGAL)).text("by")).isEqualTo("Ana");
        assertThat(api.put(address + hidden, ANA, json(ALL)).status()).isEqualTo(200);
        assertThat(ids(api.get("/api/callbacks", LEGAL).body(), "callId")).containsExactly(shown);
        assertThat(ids(api.get("/api/callbacks", ALL).body(), "callId")).contains(shown, hidden);
        assertThat(api.delete(address + hidden, LEGAL).status()).isEqualTo(404);
        assertThat(api.delete(address + shown, Map.of("X-API-Key", "a-key-for-reading"))
                        .status())
                .isEqualTo(403);
        assertThat(api.put(address + shown, ANA, json(Map.of("X-API-Key", "a-key-for-reading")))
                        .status())
                .isEqualTo(403);
        assertThat(ids(api.get("/api/callbacks", ALL).body(), "callId")).contains(shown, hidden);
        assertThat(api.delete(address + shown, LEGAL).status()).isEqualTo(204);
        assertThat(ids(api.get("/api/callbacks", ALL).body(), "callId")).doesNotContain(shown);
        // The other tests know which calls there are.
        SERVICE.sql.update("delete from calls where id in (?, ?)", shown, hidden);
    }

    private String lost(String queueId) {
        var id = newCallId();
        var from = ",\"from\":\"+34 611 %s\"}".formatted(id.hashCode());
        api.post(Api.initiated(id).replace("medical_spanish", queueId).replaceFirst("}$", from));
        api.post(Api.ended(id, "abandoned", 20));
        return id;
    }

    @Test
    void programsTakeNoticeOfNothing() {
        var alert = alerted(SHOWN, "legal_spanish");

        assertThat(acknowledge(alert, Map.of("X-API-Key", "a-key-for-reading")).status())
                .isEqualTo(403);
        assertThat(acknowledge(alert, Map.of("X-API-Key", Api.KEY)).status()).isEqualTo(403);
        assertThat(acknowledge(alert, Map.of("X-API-Key", Api.ADMIN_KEY)).status())
                .isEqualTo(200);
    }

    @Test
    void statisticsAreThoseOfTheViewersQueues() {
        var stats = api.get("/api/stats", LEGAL).body();
        assertThat(ids(stats.path("queues"), "queueId")).containsExactly("legal_english", "legal_spanish");
        assertThat(stats.path("all").path("waiting").asInt()).isEqualTo(1);
        assertThat(api.get("/api/stats?queueId=legal_spanish", LEGAL).status()).isEqualTo(200);
        var offered = api.get("/api/stats/series", LEGAL)
                .body()
                .path("points")
                .valueStream()
                .mapToInt(point -> point.path("offered").asInt())
                .sum();
        assertThat(offered).isEqualTo(1);
        var hidden = api.get("/api/stats?queueId=medical_spanish", LEGAL);
        var none = api.get("/api/stats?queueId=no_such_one", LEGAL);
        assertThat(hidden.status()).isEqualTo(none.status()).isEqualTo(400);
        assertThat(hidden.raw().body().replace("medical_spanish", "X").replaceAll("\"traceId\":\"\\w+\"", ""))
                .isEqualTo(none.raw().body().replace("no_such_one", "X").replaceAll("\"traceId\":\"\\w+\"", ""));
    }

    @Test
    void loginSeesTheQueuesOfItsClaim() {
        assertThat(ids(read("\"queues\":[\"legal_spanish\"]").body().path("data"), "id"))
                .containsExactly(SHOWN);
        assertThat(ids(read("\"queues\":[\"*\"]").body().path("data"), "id")).contains(SHOWN, HIDDEN);
        var blind = read("");
        assertThat(blind.status()).isEqualTo(403);
        assertThat(blind.text("message")).contains("claim queues");
        assertThat(blind.header("Content-Type")).startsWith("application/problem+json");
        try (var stranger = LoginServer.started()) {
            assertThat(api.get("/api/calls", Map.of("Authorization", "Bearer " + stranger.token("\"queues\":[\"*\"]")))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void programsReadWithAKeyForReading() {
        assertThat(api.get("/api/calls", Map.of("X-API-Key", "a-key-for-reading"))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/calls", Map.of("X-API-Key", Api.ADMIN_KEY)).status())
                .isEqualTo(200);
        assertThat(api.get("/api/calls", Map.of("X-API-Key", Api.KEY)).status()).isEqualTo(403);
    }

    @Test
    void viewerChangesNothing() {
        assertThat(api.delete("/api/queues/legal_spanish", ALL).status()).isEqualTo(401);
        assertThat(api.get("/api/ops/keys", ALL).status()).isEqualTo(401);
        assertThat(api.post(
                                "/api/events",
                                Api.initiated(newCallId()),
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Authorization",
                                        "Bearer a-token-for-everything"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void withoutTokensAndLoginsEverybodyReads() {
        var open = SharedService.SERVICE.api;
        assertThat(open.get("/api/calls").status()).isEqualTo(200);
        assertThat(open.get("/api/calls", Map.of("Authorization", "Bearer whatever"))
                        .status())
                .isEqualTo(200);
    }

    private static String alerted(String callId, String queueId) {
        var id = callId + ":wait_sla_exceeded:breach:2";
        SERVICE.sql.update("delete from alerts where id = ?", id);
        SERVICE.sql.update("""
                insert into alerts (id, level, rule, call_id, queue_id, at, since, limit_seconds, message)
                values (?, 'breach', 'wait_sla_exceeded', ?, ?, now(), now(), 30, 'Waiting for 30 s; the limit is 30 s')
                """, id, callId, queueId);
        return id;
    }

    private static String crossed(@Nullable String queueId) {
        var id = "rule-of-" + queueId;
        SERVICE.sql.update("""
                insert into alerts (id, level, rule, queue_id, at, since, limit_seconds, message, crossing)
                values (?, 'breach', 'threshold_crossed', ?, now(), now(), 0, 'crowd: waiting is 12, above 10',
                        '{"rule": "crowd", "measure": "waiting", "above": 10, "forSeconds": 0, "value": 12}')
                """, id, queueId);
        return id;
    }

    private Answer acknowledge(String id, Map<String, String> headers) {
        return api.post("/api/alerts/" + id + "/acknowledge", "{\"by\":\"Ana\"}", json(headers));
    }

    private static Map<String, String> json(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return all;
    }

    private Answer read(String claims) {
        return api.get("/api/calls", Map.of("Authorization", "Bearer " + LOGIN.token(claims)));
    }

    private static List<String> ids(JsonNode items, String field) {
        return items.valueStream().map(item -> item.path(field).asString()).toList();
    }
}
