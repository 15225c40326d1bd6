package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a stop must not break: an upgrade stops a service while senders send.
class ShutdownTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String callId = newCallId();

    @Test
    void anEventInItsHandsIsStoredAndAnsweredWhileNewOnesAreRefused() throws Exception {
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started();
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = DriverManager.getConnection(database);
                var statement = holder.createStatement()) {
            var service = RunningService.start(database, redis);
            service.api.post(Api.initiated(callId));
            holder.setAutoCommit(false);
            statement.execute("select from calls where id = '" + callId + "' for update");
            var inFlight = CompletableFuture.supplyAsync(() -> service.api.post(Api.answered(callId, 3)), threads);
            await().atMost(PATIENCE).until(() -> waitsForTheLock(database));

            var stopping = CompletableFuture.runAsync(service::close, threads);
            await().atMost(PATIENCE).until(() -> refuses(service.api));
            assertThat(inFlight).isNotDone();
            holder.commit();

            var answer =
                    inFlight.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(answer.status()).isEqualTo(201);
            stopping.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            var stored = statement.executeQuery("select sequence, status from calls where id = '" + callId + "'");
            stored.next();
            assertThat(stored.getInt(1)).isEqualTo(2);
            assertThat(stored.getString(2)).isEqualTo("active");
        }
    }

    private static boolean waitsForTheLock(String database) throws Exception {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            var waiting = statement.executeQuery(
                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
            waiting.next();
            return waiting.getInt(1) > 0;
        }
    }

    /// New connections are not taken any more; one that is reused may still be told 503.
    private static boolean refuses(Api api) {
        try {
            new Socket("localhost", api.uri("/").getPort()).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
