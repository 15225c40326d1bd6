package callboard.calls.web;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestTimesTest {

    private static TestRedis redis;
    private static RunningService service;

    @BeforeAll
    static void start() {
        redis = TestRedis.started();
        service = RunningService.start(redis);
    }

    @AfterAll
    static void stop() {
        service.close();
        redis.close();
    }

    @Test
    void everyRequestIsCountedByWhereItWentAndHowItEnded() {
        var callId = newCallId();
        service.api.post(Api.initiated(callId));
        service.api.post(Api.initiated(callId));
        service.api.post(Api.initiated(newCallId()), Map.of("X-API-Key", "nobody's"));
        service.api.get("/api/calls/" + callId);
        service.api.get("/api/calls/nobody-knows-it");

        counted(1, "POST", "SUCCESS", "201", "/api/events");
        counted(1, "POST", "SUCCESS", "200", "/api/events");
        counted(1, "POST", "CLIENT_ERROR", "401", "/api/events");
        counted(1, "GET", "SUCCESS", "200", "/api/calls/{id}");
        counted(1, "GET", "CLIENT_ERROR", "404", "/api/calls/{id}");
        assertThat(timers("POST", "SUCCESS", "201", "/api/events"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.totalTime(TimeUnit.MILLISECONDS)).isPositive());
    }

    /// To observe each filter on the way would cost a read a tenth more.
    @Test
    void theWayThroughTheFiltersIsNotTimedBesides() {
        service.api.get("/api/calls");

        assertThat(service.bean(MeterRegistry.class).getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("http.server.requests")
                .noneMatch(name -> name.startsWith("spring.security"));
    }

    /// A request's time is taken after its answer is out.
    private static void counted(long requests, String... tags) {
        await().untilAsserted(
                        () -> assertThat(timers(tags)).extracting(Timer::count).containsExactly(requests));
    }

    private static Collection<Timer> timers(String... tags) {
        return service.bean(MeterRegistry.class)
                .find("http.server.requests")
                .tags("method", tags[0], "outcome", tags[1], "status", tags[2], "uri", tags[3])
                .timers();
    }
}
