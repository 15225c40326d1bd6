package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatisticsTest {

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=Asia/Kathmandu");
    private final SettableClock clock = replicas.clock;
    private final RunningService service = replicas.one;
    private final Api api = service.api;

    @BeforeEach
    void clean() {
        replicas.clean();
    }

    /// The worked example of docs/statistics.md.
    @Test
    void tenCallsAndTheirNumbers() {
        for (int i = 0; i < 6; i++) {
            handled("within" + i, 20);
        }
        handled("late", 50);
        api.post(Api.initiated("gave-up"));
        api.post(Api.ended("gave-up", "abandoned", 45));
        api.post(Api.initiated("hung-up-at-once"));
        api.post(Api.ended("hung-up-at-once", "abandoned", 4));
        api.post(Api.initiated("waits"));

        var queue = queue("medical_spanish", "");
        assertThat(queue.path("offered").asInt()).isEqualTo(10);
        assertThat(queue.path("answered").asInt()).isEqualTo(7);
        assertThat(queue.path("answeredWithin").asInt()).isEqualTo(6);
        assertThat(queue.path("abandoned").asInt()).isEqualTo(2);
        assertThat(queue.path("shortAbandoned").asInt()).isEqualTo(1);
        assertThat(queue.path("serviceLevel").asDouble()).isEqualTo(6 / 9.0);
        assertThat(queue.path("asa").asDouble()).isEqualTo(170 / 7.0);
        assertThat(queue.path("aht").asDouble()).isEqualTo(100);
        assertThat(queue.path("abandonmentRate").asDouble()).isEqualTo(1 / 9.0);
        assertThat(queue.path("waiting").asInt()).isEqualTo(1);
    }

    /// The transfer of docs/statistics.md.
    @Test
    void aCallIsAnsweredInItsFirstQueueAndGivenUpInItsSecond() {
        var begun = clock.instant().minusSeconds(97);
        api.post(at(Api.initiated("c"), begun));
        api.post(at(Api.answered("c", 2), begun.plusSeconds(2)));
        api.post(at(Api.retransfer("c").replaceFirst("}$", ",\"queueId\":\"legal_english\"}"), begun.plusSeconds(62)));
        api.post(at(Api.ended("c", "abandoned", 97), begun.plusSeconds(97)));

        var all = api.get("/api/stats").body().path("all");
        for (var answered : new JsonNode[] {queue("medical_spanish", ""), all}) {
            assertThat(answered.path("offered").asInt()).isEqualTo(1);
            assertThat(answered.path("answered").asInt()).isEqualTo(1);
            assertThat(answered.path("abandoned").asInt()).isZero();
            assertThat(answered.path("asa").asDouble()).isEqualTo(2);
            assertThat(answered.path("aht").asDouble()).isEqualTo(60);
        }
        assertThat(all.path("visits").asInt()).isEqualTo(2);
        var second = queue("legal_english", "");
        assertThat(second.path("offered").asInt()).isEqualTo(1);
        assertThat(second.path("answered").asInt()).isZero();
        assertThat(second.path("abandoned").asInt()).isEqualTo(1);
        assertThat(second.has("asa")).isFalse();
        assertThat(second.has("aht")).isFalse();
    }

    @Test
    void queuesAimAtWhatTheySayAndTogetherByWhatEachIsOffered() {
        aims("legal_english", 90);
        aims("medical_spanish", 60);
        for (var callId : new String[] {"a", "b"}) {
            api.post(Api.initiated(callId));
        }
        api.post(Api.initiated("c").replace("medical_spanish", "legal_english"));

        var all = api.get("/api/stats").body().path("all");
        var span = "from=%s&to=%s"
                .formatted(
                        clock.instant().minus(Duration.ofHours(3)),
                        clock.instant().plus(Duration.ofHours(3)));
        var report = api.get("/api/reports?" + span).body().path("span").path("total");

        assertThat(queue("legal_english", "").path("serviceLevelTarget").asDouble())
                .isEqualTo(0.9);
        assertThat(queue("legal_spanish", "").path("serviceLevelTarget").asDouble())
                .isEqualTo(0.8);
        assertThat(all.path("serviceLevelTarget").asDouble()).isEqualTo(0.7);
        assertThat(report.path("serviceLevelTarget").asDouble()).isEqualTo(0.7);
        aims("legal_english", 80);
        aims("medical_spanish", 80);
    }

    @Test
    void whoComesOutsideOpenHoursCountsForEverythingButTheServiceLevel() {
        // It is 17:45 in Kathmandu.
        set("legal_english", "\"openHours\":{\"sun\":[\"18:00-19:00\"]}");
        for (var callId : new String[] {"answered", "gave-up", "hung-up-at-once", "forwarded"}) {
            api.post(Api.initiated(callId).replace("medical_spanish", "legal_english"));
        }
        api.post(Api.answered("answered", 5));
        api.post(Api.ended("gave-up", "abandoned", 45));
        api.post(Api.ended("hung-up-at-once", "abandoned", 4));
        api.post(Api.retransfer("forwarded").replaceFirst("}$", ",\"queueId\":\"medical_spanish\"}"));
        api.post(Api.answered("forwarded", 7));
        assertThat(queue("legal_english", "").path("opensAt").asString())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(15)).toString());

        clock.tick(Duration.ofMinutes(15));
        api.post(Api.initiated("in-time").replace("medical_spanish", "legal_english"));
        api.post(Api.answered("in-time", 20));
        api.post(Api.initiated("waits").replace("medical_spanish", "legal_english"));

        var queue = queue("legal_english", "?window=30m");
        assertThat(queue.has("opensAt")).isFalse();
        assertThat(queue.path("offered").asInt()).isEqualTo(6);
        assertThat(queue.path("answered").asInt()).isEqualTo(2);
        assertThat(queue.path("answeredWithin").asInt()).isEqualTo(1);
        assertThat(queue.path("abandoned").asInt()).isEqualTo(2);
        assertThat(queue.path("shortAbandoned").asInt()).isEqualTo(1);
        assertThat(queue.path("transferred").asInt()).isEqualTo(1);
        assertThat(queue.path("outsideHours").asInt()).isEqualTo(3);
        assertThat(queue.path("serviceLevel").asDouble()).isEqualTo(0.5);
        assertThat(queue.path("abandonmentRate").asDouble()).isEqualTo(0.2);
        // The call that was forwarded is as its visit that was answered.
        var report = api.get("/api/reports?from=%s&to=%s"
                        .formatted(
                                clock.instant().minus(Duration.ofHours(3)),
                                clock.instant().plus(Duration.ofHours(3))))
                .body();
        for (var all : new JsonNode[] {
            api.get("/api/stats?window=30m").body().path("all"),
            report.path("span").path("total")
        }) {
            assertThat(all.path("offered").asInt()).isEqualTo(6);
            assertThat(all.path("outsideHours").asInt()).isEqualTo(2);
            assertThat(all.path("answeredWithin").asInt()).isEqualTo(2);
            assertThat(all.path("serviceLevel").asDouble()).isEqualTo(2 / 3.0);
        }
        set("legal_english", "\"openHours\":{}");
    }

    @Test
    void aTransferWithinTheQueueBringsAWaitUnderTheHoursThatAreNow() {
        var sentBack = Api.retransfer("c").replaceFirst("}$", ",\"queueId\":\"legal_english\"}");
        api.post(Api.initiated("c").replace("medical_spanish", "legal_english"));
        set("legal_english", "\"openHours\":{\"sun\":[\"18:00-19:00\"]}");
        assertThat(queue("legal_english", "").has("outsideHours")).isFalse();

        api.post(sentBack);
        for (var each : new JsonNode[] {
            queue("legal_english", ""), api.get("/api/stats").body().path("all")
        }) {
            assertThat(each.path("outsideHours").asInt()).isEqualTo(1);
            assertThat(each.has("serviceLevel")).isFalse();
        }

        // One that was answered stays as it was.
        api.post(Api.answered("c", 5));
        set("legal_english", "\"openHours\":{}");
        api.post(sentBack);
        assertThat(queue("legal_english", "").path("outsideHours").asInt()).isEqualTo(1);
        assertThat(queue("legal_english", "").path("answeredWithin").asInt()).isZero();
    }

    private void aims(String queueId, int percent) {
        set(queueId, "\"targetPercent\":" + percent);
    }

    private void set(String queueId, String setting) {
        var settings = """
                {"displayName":"A queue","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10,%s}""".formatted(setting);
        var admin = Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
        assertThat(api.put("/api/queues/" + queueId, settings, admin).status()).isEqualTo(200);
    }

    /// Talks for 70 s, holds for 30 s.
    private void handled(String callId, double waitTime) {
        var begun = clock.instant();
        api.post(at(Api.initiated(callId), begun.minusSeconds(110)));
        api.post(at(Api.routed(callId, "agent_1"), begun.minusSeconds(105)));
        api.post(at(Api.answered(callId, waitTime), begun.minusSeconds(100)));
        api.post(at(Api.hold(callId, 30), begun.minusSeconds(30)));
        api.post(at(Api.ended(callId, "completed", 110), begun));
    }

    private static String at(String event, Instant when) {
        return event.replaceFirst("}$", ",\"occurredAt\":\"" + when + "\"}");
    }

    @Test
    void aCallCountsInTheMinuteItBeganHoweverLateItIsAnsweredOrToldOf() {
        var begun = clock.instant();
        clock.tick(Duration.ofMinutes(14));
        api.post(at(Api.initiated("c"), begun));
        api.post(Api.answered("c", 20));

        var points = api.get("/api/stats/series").body().path("points");
        assertThat(points.size()).isEqualTo(15);
        assertThat(points.path(0).path("minute").asString()).isEqualTo(begun.toString());
        assertThat(points.path(0).path("offered").asInt()).isEqualTo(1);
        assertThat(points.path(0).path("serviceLevel").asDouble()).isEqualTo(1);
        assertThat(points.path(14).path("offered").asInt()).isZero();
        assertThat(points.path(14).has("serviceLevel")).isFalse();
        assertThat(queue("medical_spanish", "").path("serviceLevel").asDouble()).isEqualTo(1);

        clock.tick(Duration.ofMinutes(1));
        assertThat(queue("medical_spanish", "").path("offered").asInt()).isZero();
        assertThat(queue("medical_spanish", "?window=30m").path("answered").asInt())
                .isEqualTo(1);
    }

    @Test
    void aCallCountsInEachQueueThatItVisitsAndOnceInAll() {
        for (var callId : new String[] {"early", "later"}) {
            api.post(Api.initiated(callId));
        }
        api.post(Api.answered("later", 5));
        for (var callId : new String[] {"early", "later"}) {
            api.post(Api.retransfer(callId).replaceFirst("}$", ",\"queueId\":\"legal_english\"}"));
            api.post(Api.answered(callId, 7));
            api.post(Api.ended(callId, "completed", 50));
        }

        assertThat(counted("medical_spanish")).containsExactly(2, 1, 1);
        assertThat(counted("legal_english")).containsExactly(2, 2, 2);
        assertThat(queue("medical_spanish", "").has("aht")).isTrue();
        var all = api.get("/api/stats").body().path("all");
        assertThat(all.path("offered").asInt()).isEqualTo(2);
        assertThat(all.path("answered").asInt()).isEqualTo(2);
        assertThat(queue("legal_english", "").has("aht")).isTrue();
    }

    private int[] counted(String queueId) {
        var queue = queue(queueId, "");
        return new int[] {
            queue.path("offered").asInt(),
            queue.path("answered").asInt(),
            queue.path("answeredWithin").asInt()
        };
    }

    @Test
    void todayBeginsAtMidnightOfTheConfiguredZone() {
        // 17:45 in Kathmandu; its midnight is at 18:15 UTC.
        api.post(Api.initiated("before"));
        clock.tick(Duration.ofHours(6).plusMinutes(14).plusSeconds(59));
        api.post(Api.initiated("last"));
        assertThat(api.get("/api/stats?window=today").body().path("from").asString())
                .isEqualTo("2026-02-28T18:15:00Z");
        assertThat(queue("medical_spanish", "?window=today").path("offered").asInt())
                .isEqualTo(2);
        clock.tick(Duration.ofSeconds(1));
        api.post(Api.initiated("after"));

        assertThat(api.get("/api/stats?window=today").body().path("from").asString())
                .isEqualTo("2026-03-01T18:15:00Z");
        assertThat(queue("medical_spanish", "?window=today").path("offered").asInt())
                .isEqualTo(1);
        assertThat(api.get("/api/stats/series?window=today")
                        .body()
                        .path("points")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void theSameWindowOfLastWeekCanBeRead() {
        for (int i = 0; i < 4; i++) {
            api.post(Api.initiated("then" + i));
        }
        api.post(Api.answered("then0", 20));
        api.post(Api.answered("then1", 50));
        api.post(Api.ended("then2", "abandoned", 45));
        clock.tick(Duration.ofMinutes(1));
        api.post(Api.initiated("a-minute-later"));
        clock.tick(Duration.ofDays(7).minusMinutes(1));
        api.post(Api.initiated("now"));

        var points = api.get("/api/stats/series?daysBefore=7").body().path("points");
        assertThat(points.size()).isEqualTo(15);
        assertThat(points.path(0).path("minute").asString()).isEqualTo("2026-03-01T11:46:00Z");
        var last = points.path(14);
        assertThat(last.path("minute").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(last.path("offered").asInt()).isEqualTo(4);
        assertThat(last.path("answered").asInt()).isEqualTo(2);
        assertThat(last.path("answeredWithin").asInt()).isEqualTo(1);
        assertThat(last.path("abandoned").asInt()).isEqualTo(1);
        assertThat(last.path("serviceLevel").asDouble()).isEqualTo(0.25);
        var day = api.get("/api/stats/series?window=today&daysBefore=7&queueId=medical_spanish")
                .body()
                .path("points");
        assertThat(day.path(0).path("minute").asString()).isEqualTo("2026-02-28T18:15:00Z");
        assertThat(day.path(day.size() - 1).path("offered").asInt()).isEqualTo(4);
        assertThat(api.get("/api/stats/series?daysBefore=6")
                        .body()
                        .path("points")
                        .path(14)
                        .path("offered")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "401", "P7D", "7&daysBefore=7", "1.5"})
    void aPastThatNobodyKeepsIsRefused(String days) {
        var answer = api.get("/api/stats/series?daysBefore=" + days);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo("daysBefore");
    }

    @Test
    void numbersThatNoSumCouldHoldFailNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.post(Api.initiated("c" + i)).status()).isEqualTo(201);
            assertThat(api.post(Api.answered("c" + i, 1.7e308)).status()).isEqualTo(201);
        }

        assertThat(queue("medical_spanish", "").path("asa").asDouble()).isEqualTo(1e9);
    }

    @Test
    void oneQueueCanBeAskedFor() {
        api.post(Api.initiated("c"));

        var view = api.get("/api/stats?window=1h&queueId=legal_english").body();
        assertThat(view.path("window").asString()).isEqualTo("1h");
        assertThat(view.path("queues").size()).isEqualTo(1);
        assertThat(view.path("all").path("offered").asInt()).isZero();
        var series =
                api.get("/api/stats/series?window=1h&queueId=medical_spanish").body();
        assertThat(series.path("queueId").asString()).isEqualTo("medical_spanish");
        assertThat(series.path("points").size()).isEqualTo(60);
        assertThat(series.path("points").path(59).path("offered").asInt()).isEqualTo(1);
    }

    @Test
    void aRetiredQueueIsShownWhileThereIsSomethingToShow() {
        try (var own = RunningService.start(replicas.redis)) {
            own.api.post(Api.initiated("c"));
            var admin = Map.of("X-API-Key", Api.ADMIN_KEY);
            own.api.delete("/api/queues/medical_spanish", admin);
            own.api.delete("/api/queues/legal_english", admin);

            assertThat(own.api.get("/api/stats").body().path("queues"))
                    .extracting(queue -> queue.path("queueId").asString())
                    .containsExactly("legal_spanish", "medical_english", "medical_spanish");
            assertThat(own.api
                            .get("/api/stats?queueId=legal_english")
                            .body()
                            .path("queues")
                            .size())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=2h",
                "window=15M",
                "window=15m&window=15m",
                "queueId=nobody",
                "queueId=%00",
                "queueId=legal_english&queueId=legal_english"
            })
    void badValuesAreRefusedAndNeverIgnored(String query) {
        for (var path : new String[] {"/api/stats?", "/api/stats/series?"}) {
            var answer = api.get(path + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("code")).isEqualTo("invalid_parameter");
            assertThat(answer.body().path("issues").path(0).path("path").asString())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    private JsonNode queue(String queueId, String query) {
        return api.get("/api/stats" + query)
                .body()
                .path("queues")
                .valueStream()
                .filter(queue -> queue.path("queueId").asString().equals(queueId))
                .findFirst()
                .orElseThrow();
    }
}
