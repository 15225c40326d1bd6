package callboard.calls.alert;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.intake.CallWriter;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFilterTest {

    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService service;

    /// Two calls, each with a warning and a breach; one of the warnings is acknowledged.
    @BeforeAll
    static void fourAlerts() {
        var clock = new SettableClock();
        service = RunningService.start(TestPostgres.freshDatabase(), REDIS, clock, "callboard.timers.every=1h");
        service.api.post(Api.initiated("c1"));
        service.api.post(Api.initiated("c2").replace("medical_spanish", "legal_english"));
        clock.tick(Duration.ofSeconds(24));
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        clock.tick(Duration.ofSeconds(6));
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        // Both warnings have become breaches, and one of those is taken.
        var breach = service.api
                .get("/api/alerts?callId=c2&level=breach")
                .body()
                .path("data")
                .path(0)
                .path("id")
                .asString();
        service.api.post(
                "/api/alerts/" + breach + "/acknowledge",
                "{\"by\":\"Ana\"}",
                Map.of("Content-Type", "application/json"));
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',4",
        "state=open,1",
        "state=acknowledged,1",
        "state=all,4",
        "state=cleared,2",
        "'state=open,acknowledged',2",
        "'state=open,acknowledged,cleared',4",
        "level=breach,2",
        "level=breach&state=open,1",
        "level=warning&state=open,0",
        "queueId=legal_english,2",
        "queueId=nowhere,0",
        "rule=wait_sla_exceeded,4",
        "rule=hold_limit_exceeded,0",
        "limit=1,4"
    })
    void everyFilterFinds(String query, int total) {
        var page = service.api.get("/api/alerts?" + query).body();

        assertThat(page.path("total").asInt()).isEqualTo(total);
        assertThat(page.path("data").size()).isEqualTo(query.equals("limit=1") ? 1 : total);
    }

    @ParameterizedTest
    @CsvSource({
        "state=closed,state",
        "level=fatal,level",
        "rule=x,rule",
        "limit=0,limit",
        "limit=201,limit",
        "cursor=x,cursor",
        "queueId=%00,queueId",
        "state=open&state=open,state"
    })
    void refusesInvalidParameters(String query, String path) {
        var answer = service.api.get("/api/alerts?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_parameter");
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo(path);
    }
}
