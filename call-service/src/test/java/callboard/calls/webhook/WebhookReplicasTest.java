package callboard.calls.webhook;

import static callboard.calls.RunningService.newCallId;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TcpProxy;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WebhookReplicasTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final String[] SETTINGS = {
        "callboard.outbound.allowed-networks=127.0.0.1",
        "callboard.outbox.lease=1s",
        "callboard.webhooks.look=50ms",
        "callboard.webhooks.poll=5ms",
        "callboard.webhooks.lease=1s",
        "callboard.webhooks.retries=20ms,20ms,20ms,20ms"
    };

    /// The replica that sends is cut off from everything in the middle of it, as when it is killed: another sends the
    /// rest.
    @Test
    void whenTheReplicaThatSendsIsKilledNothingIsLostAndCallsStayInOrder() throws IOException {
        var database = TestPostgres.freshDatabase();
        var server = URI.create(database.substring("jdbc:".length()));
        try (var redis = TestRedis.started();
                var receiver = new Receiver();
                var cable = new TcpProxy(server.getHost(), server.getPort());
                var doomed = RunningService.startAsShipped(
                        database.replace(":" + server.getPort() + "/", ":" + cable.port() + "/"), redis, SETTINGS)) {
            receiver.answers(sent -> {
                LockSupport.parkNanos(2_000_000);
                return Receiver.Answer.TAKEN;
            });
            doomed.api.put(
                    "/api/ops/webhooks/crm", "{\"url\":\"%s\",\"enabled\":true}".formatted(receiver.url()), ADMIN);
            await().until(() -> holders(doomed) == 1);
            try (var other = RunningService.start(database, redis, SETTINGS)) {
                var calls = new ArrayList<String>();
                for (int i = 0; i < 40; i++) {
                    calls.add(newCallId());
                    other.api.post(Api.initiated(calls.getLast()));
                    other.api.post(Api.routed(calls.getLast(), "agent_7"));
                    other.api.post(Api.answered(calls.getLast(), 3));
                    if (i == 20) {
                        await().until(() -> !receiver.taken().isEmpty());
                        cable.cut();
                    }
                }

                await().until(() ->
                        other.sql.queryForObject("select count(*) from webhook_messages", Integer.class) == 0
                                && other.sql.queryForObject("select count(*) from outbox", Integer.class) == 0);
                assertThat(receiver.sequences())
                        .isEqualTo(calls.stream().collect(toMap(Function.identity(), _ -> List.of(1, 2, 3))));
            }
        }
    }

    @Test
    void oneReplicaSendsAtATime() throws IOException {
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started();
                var receiver = new Receiver();
                var one = RunningService.start(database, redis, SETTINGS);
                var other = RunningService.start(database, redis, SETTINGS)) {
            one.api.put("/api/ops/webhooks/crm", "{\"url\":\"%s\",\"enabled\":true}".formatted(receiver.url()), ADMIN);
            for (int i = 0; i < 30; i++) {
                var callId = newCallId();
                one.api.post(Api.initiated(callId));
                other.api.post(Api.routed(callId, "agent_7"));
            }
            await().until(() -> receiver.taken().size() >= 60
                    && one.sql.queryForObject("select count(*) from webhook_messages", Integer.class) == 0);

            // With two at once, some would have been sent twice.
            assertThat(receiver.sent()).hasSize(60);
            assertThat(receiver.sequences()).hasSize(30).values().containsOnly(List.of(1, 2));
        }
    }

    private static int holders(RunningService service) {
        return service.sql.queryForObject(
                "select count(*) from connection_leases where connection = 'webhook:crm'", Integer.class);
    }
}
