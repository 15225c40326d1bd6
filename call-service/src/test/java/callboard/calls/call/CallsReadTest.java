package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CallsReadTest {

    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService service;
    private static Api api;

    /// c0 … c29: a third waiting, a third active with agent_1, a third ended; every second one video.
    @BeforeAll
    static void thirtyCalls() {
        // Their times lie in the past: the sweeper would flag them.
        service = RunningService.start(REDIS, "callboard.timers.every=1h");
        api = service.api;
        for (int i = 0; i < 30; i++) {
            var id = "c" + i;
            api.post(
                    """
                    {"event":"call_initiated","callId":"%s","type":"%s","queueId":"%s",
                     "occurredAt":"2026-03-01T12:00:%02dZ"}""".formatted(id, i % 2 == 0 ? "voice" : "video", i < 20 ? "medical_spanish" : "legal_english", i));
            if (i % 3 == 1) {
                api.post(Api.routed(id, "agent_1"));
                api.post(Api.answered(id, i == 1 ? 40 : 4));
            } else if (i % 3 == 2) {
                api.post(Api.ended(id, "abandoned", i));
            }
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @Test
    void listsTheNewestFirstTwentyToAPage() {
        var page = api.get("/api/calls").body();

        assertThat(ids(page)).hasSize(20).startsWith("c29", "c28").endsWith("c10");
        assertThat(page.path("total").asInt()).isEqualTo(30);
        assertThat(page.path("page").asInt()).isEqualTo(1);
        assertThat(page.path("limit").asInt()).isEqualTo(20);
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
        assertThat(ids(api.get("/api/calls?page=2").body()))
                .hasSize(10)
                .startsWith("c9")
                .endsWith("c0");
        assertThat(api.get("/api/calls?page=2").body().has("nextCursor")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "status=waiting,10",
        "status=active,10",
        "status=ended,10",
        "status=all,30",
        "'status=waiting,active',20",
        "queueId=legal_english,10",
        "queueId=nowhere,0",
        "queueId=legal_english&queueId=medical_spanish,30",
        "queueId=legal_english&queueId=nowhere&queueId=legal_english,10",
        "'queueId=legal_english,medical_spanish',0",
        "status=active&queueId=medical_spanish&queueId=nowhere,7",
        "agentId=agent_1,10",
        "type=video,15",
        "'type=voice,video',30",
        "flag=wait_sla_exceeded,1",
        "flag=short_abandon,3",
        "'flag=wait_sla_exceeded,short_abandon',4",
        "q=AGENT_,10",
        "q=c29,1",
        "q=C2,11",
        "q=gent,10",
        "q=GENT_1,10",
        "q=nt_1,10",
        "q=nt_2,0",
        "q=29,0",
        "status=ended&q=gent,0",
        "q=_1%25,0",
        "q=%25,0",
        "q=%5C,0",
        "from=2026-03-01T12:00:10Z,20",
        "to=2026-03-01T12:00:10Z,10",
        "from=2026-03-01T14:00:10%2B02:00,20",
        "status=active&queueId=medical_spanish&type=voice,3",
        "page=99,30",
        "page=999999999,30"
    })
    void everyFilterFinds(String query, int total) {
        var answer = api.get("/api/calls?limit=100&" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("total").asInt()).isEqualTo(total);
        assertThat(answer.body().path("data").size()).isEqualTo(query.startsWith("page") ? 0 : total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=nonsense",
                "status=waiting,",
                "status=ENDED",
                "type=fax",
                "flag=red",
                "page=0",
                "page=-1",
                "page=1.5",
                "page=99999999999999999999",
                "limit=0",
                "limit=101",
                "limit=x",
                "from=yesterday",
                "to=2026-01-01",
                "from=%2B999999999-01-01T00:00:00Z",
                "cursor=nonsense",
                "cursor=MjAyNg",
                "sort=size",
                "sort=--id",
                "q=%00",
                "agentId=%00",
                "queueId=a%0Ab",
                "status=all&status=all"
            })
    void badValuesAreRefusedAndNeverIgnored(String query) {
        var answer = api.get("/api/calls?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_parameter");
        assertThat(answer.body().path("issues").path(0).path("path").asString())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void reportsEveryBadValueAtOnce() {
        assertThat(api.get("/api/calls?status=x&page=y&limit=z")
                        .body()
                        .path("issues")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void aCursorWalksThroughAllOfThemOnceWhileNewOnesCome() {
        var seen = new ArrayList<String>();
        var page = api.get("/api/calls?limit=7&queueId=medical_spanish").body();
        seen.addAll(ids(page));
        while (page.has("nextCursor")) {
            // Older than all: would push a page by number off by one, were it newer; a cursor doesn't care.
            page = api.get("/api/calls?limit=7&queueId=medical_spanish&cursor="
                            + page.path("nextCursor").asString())
                    .body();
            seen.addAll(ids(page));
            assertThat(page.path("total").asInt()).isEqualTo(20);
        }

        assertThat(seen).hasSize(20);
        assertThat(new HashSet<>(seen)).hasSize(20);
    }

    @Test
    void showsACallAsItStands() {
        var call = api.get("/api/calls/c1").body();

        assertThat(call.path("id").asString()).isEqualTo("c1");
        assertThat(call.path("status").asString()).isEqualTo("active");
        assertThat(call.path("agentId").asString()).isEqualTo("agent_1");
        assertThat(call.path("waitTime").asDouble()).isEqualTo(40);
        assertThat(call.path("sequence").asInt()).isEqualTo(3);
        assertThat(call.has("endTime")).isFalse();
    }

    @Test
    void showsACallsHistoryInOrder() {
        var events = api.get("/api/calls/c1/events").body();

        assertThat(events)
                .extracting(event -> event.path("type").asString())
                .containsExactly("call_initiated", "call_routed", "call_answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%00", "a%20b", "%F0%9F%92%A9", "..%2f..", "'; drop table calls; --"})
    void findsNoUnknownCall(String id) {
        var encoded = id.replace(" ", "%20").replace("'", "%27").replace(";", "%3B");
        assertThat(api.get("/api/calls/" + encoded).status()).isIn(400, 404);
        assertThat(api.get("/api/calls/" + encoded + "/events").status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "+300000-01-01T00:00:00Z", "-5000-01-01T00:00:00Z"})
    void refusesACursorOfATimeOutOfRange(String time) {
        var cursor = Base64.getUrlEncoder().encodeToString((time + " c1").getBytes(StandardCharsets.UTF_8));

        assertThat(api.get("/api/calls?cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void listsTheQueues() {
        assertThat(api.get("/api/queues").body())
                .extracting(queue -> queue.path("id").asString())
                .containsExactly("legal_english", "legal_spanish", "medical_english", "medical_spanish");
        assertThat(api.get("/api/queues").body().path(0).path("waitLimit").asInt())
                .isEqualTo(30);
    }

    @Test
    void countsCallsByStatus() {
        var stats = api.get("/api/stats").body();

        assertThat(stats.path("all").path("waiting").asInt()).isEqualTo(10);
        assertThat(stats.path("all").path("active").asInt()).isEqualTo(10);
        assertThat(stats.path("all").path("oldestWaitingSince").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(stats.path("queues").size()).isEqualTo(4);
        assertThat(stats.path("timestamp").asString()).isNotEmpty();
    }

    @Test
    void isHealthy() {
        var health = api.get("/health").body();

        assertThat(health.path("status").asString()).isEqualTo("ok");
        assertThat(health.path("uptime").asDouble()).isPositive();
        assertThat(api.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
        assertThat(api.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("data").forEach(call -> ids.add(call.path("id").asString()));
        return ids;
    }
}
