package callboard.calls.startup;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.FreePort;
import callboard.testing.TcpProxy;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {

    @Test
    void aServiceWhoseDatabaseIsAwaySaysSoAndStartsByItselfWhenItIsThere() throws Exception {
        var url = TestPostgres.freshDatabase();
        var server = URI.create(url.substring("jdbc:".length()));
        int port = FreePort.any();
        var api = new Api(port);
        try (var redis = TestRedis.started();
                var cable = new TcpProxy(server.getHost(), server.getPort())) {
            cable.cut();
            var starting = CompletableFuture.supplyAsync(() -> RunningService.startAsShipped(
                    url.replace(":" + server.getPort() + "/", ":" + cable.port() + "/"), redis, "server.port=" + port));
            await().ignoreExceptionsMatching(refused -> refused.getCause() instanceof ConnectException)
                    .until(() -> api.get("/actuator/health/liveness").status() == 200);

            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
            var event = api.post(Api.initiated(newCallId()));
            assertThat(event.status()).isEqualTo(503);
            assertThat(event.header("Retry-After")).isEqualTo("1");
            assertThat(event.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(event.text("code")).isEqualTo("unavailable");
            assertThat(starting).isNotDone();

            cable.mend();
            try (var service = starting.join()) {
                await().until(() ->
                        service.api.get("/actuator/health/readiness").status() == 200);
                await().until(() -> service.api.post(Api.initiated(newCallId())).status() == 201);
            }
        }
    }

    @Test
    void aDatabaseThatWasNeverMadeIsNotWaitedFor() {
        var url =
                TestPostgres.freshDatabase().replaceFirst("\\?.*", "_that_nobody_made?user=postgres&password=postgres");
        try (var redis = TestRedis.started()) {
            assertThatThrownBy(() -> RunningService.startAsShipped(url, redis))
                    .hasStackTraceContaining("does not exist");
        }
    }
}
