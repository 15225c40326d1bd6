package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.testing.TcpProxy;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DatabaseAwayTest {

    private final TestRedis redis = TestRedis.started();
    private final String callId = newCallId();
    private TcpProxy cable;
    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        var url = TestPostgres.freshDatabase();
        var server = URI.create(url.substring("jdbc:".length()));
        cable = new TcpProxy(server.getHost(), server.getPort());
        service = RunningService.startAsShipped(
                url.replace(":" + server.getPort() + "/", ":" + cable.port() + "/"), redis);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        cable.close();
        redis.close();
    }

    @Test
    void sendersAreSoonAnsweredToTryLaterAndNothingIsHalfDone() throws Exception {
        await().until(() -> service.api.post(Api.initiated(callId)).status() < 300);
        cable.cut();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            var answers = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<Answer>>mapToObj(i -> () -> service.api.post(Api.routed(callId, "agent_" + i)))
                    .toList());

            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(503);
                assertThat(answer.get().header("Retry-After")).isEqualTo("1");
                assertThat(answer.get().text("code")).isEqualTo("unavailable");
            }
            // Senders give up after 5 s at the earliest and are answered before, by a machine that has nothing else to
            // do. Left to itself, the pool would keep them for 30 s.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        }
        assertThat(service.api.get("/api/calls").status()).isEqualTo(503);
        assertThat(service.api.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(service.api.get("/actuator/health/liveness").status()).isEqualTo(200);

        cable.mend();
        await().until(() -> service.api.get("/actuator/health/readiness").status() == 200);
        // Each pool finds its way back by itself.
        assertThat(whenAnswered("/api/calls/" + callId).path("sequence").asInt())
                .isEqualTo(1);
        await().until(() -> service.api.post(Api.routed(callId, "agent_0")).status() < 300);
        assertThat(whenAnswered("/api/calls/" + callId + "/events")
                        .valueStream()
                        .map(event -> event.path("type").asString()))
                .containsExactly("call_initiated", "call_routed");
    }

    private JsonNode whenAnswered(String path) {
        return await().until(() -> service.api.get(path), answer -> answer.status() == 200)
                .body();
    }
}
