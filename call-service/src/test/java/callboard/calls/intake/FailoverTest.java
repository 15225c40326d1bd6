package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server behind our address is one that only reads, as after a failover.
class FailoverTest {

    private final TestRedis redis = TestRedis.started();

    @AfterEach
    void stop() {
        redis.close();
    }

    /// `primary` is what we connect with; `any` is as when the server changed behind connections that stayed.
    @ParameterizedTest
    @ValueSource(strings = {"primary", "any"})
    void sendersAreAnsweredToTryLaterUntilAServerThatWritesIsThere(String connectTo) {
        var callId = newCallId();
        try (var service = RunningService.startAsShipped(
                TestPostgres.freshDatabase(),
                redis,
                "spring.datasource.hikari.data-source-properties.targetServerType=" + connectTo)) {
            await().until(() -> service.api.post(Api.initiated(callId)).status() < 300);
            readOnly(service, true);
            // Connections of before were to a server that wrote.
            TestPostgres.elsewhere("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                    .formatted(name(service)));
            await().until(() -> service.api.post(Api.routed(callId, "agent_7")).status() == 503);
            var refused = service.api.post(Api.answered(callId, 7));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");

            // Connections that were made meanwhile go on reading only: they have to be given up.
            readOnly(service, false);
            await().until(() -> service.api.post(Api.answered(callId, 7)).status() < 300);
        }
    }

    /// Says it of the sessions that are made from now on.
    private static void readOnly(RunningService service, boolean yes) {
        TestPostgres.elsewhere("alter database %s set default_transaction_read_only = %s"
                .formatted(name(service), yes ? "on" : "off"));
    }

    private static String name(RunningService service) {
        return service.database().replaceFirst(".*/([a-z0-9_]+)\\?.*", "$1");
    }
}
