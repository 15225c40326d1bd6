package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A webhook, while senders send: the replica that posts to it is killed, Redis and PostgreSQL go and come back, and
/// its endpoint fails, is slow, is not there and comes back. In the end it has been told of every stored event and of
/// every alert, each call's in order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksIT {

    private static final String ADMIN_KEY = "callboard-admin-key";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int SOME = 20;
    private static final int FEW = 5;
    private static final int SHOWN = 12;

    private final FaultSettings settings = FaultSettings.chosen();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        cluster = Cluster.ofCallServices(Map.of(
                "CALLBOARD_OUTBOUND_NETWORKS", "127.0.0.1",
                "CALLBOARD_OUTBOUND_TIMEOUT", TIMEOUT.toMillis() + "ms",
                "CALLBOARD_WEBHOOKS_LEASE", "2s",
                "CALLBOARD_WEBHOOKS_PROBE", "500ms",
                // As many attempts as it is shipped with, in less than three days.
                "CALLBOARD_WEBHOOKS_RETRIES", "200ms,500ms,1s,2s,3s,4s,10s,20s,40s"));
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nothingIsLostAndCallsStayInOrderWhateverFails() throws Exception {
        for (int round = 1; round <= settings.rounds(); round++) {
            cluster.whole();
            suffers("hook-" + round);
        }
    }

    private void suffers(String run) throws Exception {
        try (var endpoint = new WebhookEndpoint();
                var load = new Load(cluster.callAddresses(), run + "-", settings)) {
            endpoint.start();
            endpoint.expects(made(run, endpoint));
            load.start();
            goesOn(endpoint);

            var first = theOneThatPosts();
            first.kill();
            first.start();
            goesOn(endpoint);
            // One that starts without its database gives up, to be started again.
            first.awaitReady();

            endpoint.fails(true);
            arrive(endpoint, FEW);
            cluster.redis().stop();
            lasting(settings.redisAway().dividedBy(2));
            endpoint.fails(false);
            cluster.redis().start();
            goesOn(endpoint);

            // What it takes so late counts as not taken, and comes again.
            endpoint.isSlow(TIMEOUT.plusMillis(300));
            arrive(endpoint, FEW);
            cluster.database().stopAtOnce();
            lasting(settings.databaseAway().dividedBy(2));
            endpoint.isSlow(TIMEOUT.dividedBy(20));
            cluster.database().start();
            goesOn(endpoint);

            var last = theOneThatPosts();
            endpoint.goAway();
            last.kill();
            load.awaitMore(settings.eventsBefore());
            endpoint.start();
            goesOn(endpoint);

            endpoint.isSlow(Duration.ZERO);
            load.finish();
            assertThat(load.results().refusals()).isEmpty();
            judge(run, endpoint, cluster.otherCallService(last).address());
        }
    }

    private static void goesOn(WebhookEndpoint endpoint) {
        long before = endpoint.taken();
        await("messages that are taken").atMost(PATIENCE).until(() -> endpoint.taken() >= before + SOME);
    }

    private static void arrive(WebhookEndpoint endpoint, int more) {
        int enough = endpoint.arrivals().size() + more;
        await("messages").atMost(PATIENCE).until(() -> endpoint.arrivals().size() >= enough);
    }

    /// Whose count of messages that were taken grows.
    private Replica theOneThatPosts() {
        var before = new HashMap<Replica, Double>();
        return await("a replica that posts")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            for (var replica : cluster.callServices()) {
                                double now = replica.gauge("callboard_webhooks_attempts_total{outcome=\"taken\"");
                                if (now > before.getOrDefault(replica, now)) {
                                    return Optional.of(replica);
                                }
                                before.put(replica, now);
                            }
                            return Optional.<Replica>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /// Counted and told, and only then judged.
    private void judge(String run, WebhookEndpoint endpoint, URI service) throws SQLException {
        try {
            await().atMost(SETTLING)
                    .until(() -> Stored.pending(cluster.database()) == 0
                            && state(service, run).path("waiting").asInt() == 0);
        } catch (ConditionTimeoutException _) {
            System.out.println("Still waiting: " + state(service, run));
        }
        var compared = WebhookComparison.of(cluster.database(), run + "-", endpoint.arrivals());
        System.out.println(compared);
        assertSoftly(that -> {
            that.assertThat(compared.messages()).as("messages").isGreaterThan(settings.eventsBefore());
            that.assertThat(compared.lost().stream().limit(SHOWN)).as("lost").isEmpty();
            that.assertThat(compared.invented().stream().limit(SHOWN))
                    .as("invented")
                    .isEmpty();
            that.assertThat(compared.disordered().stream().limit(SHOWN))
                    .as("out of order")
                    .isEmpty();
            that.assertThat(compared.unsigned().stream().limit(SHOWN))
                    .as("wrongly signed")
                    .isEmpty();
        });
    }

    /// @return its secret
    private String made(String webhook, WebhookEndpoint endpoint) {
        var settings = "{\"url\":\"%s\",\"enabled\":true}".formatted(endpoint.url());
        return ask(request(cluster.callAddresses().getFirst(), webhook).PUT(BodyPublishers.ofString(settings)))
                .path("secret")
                .asString();
    }

    private JsonNode state(URI service, String webhook) {
        return ask(request(service, webhook)).path("state");
    }

    private static HttpRequest.Builder request(URI service, String webhook) {
        return HttpRequest.newBuilder(service.resolve("/api/ops/webhooks/" + webhook))
                .timeout(PATIENCE)
                .header("X-API-Key", ADMIN_KEY)
                .header("Content-Type", "application/json");
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException failed) {
            throw new AssertionError("Callboard does not answer", failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// How long a fault lasts; nothing is awaited.
    private static void lasting(Duration duration) {
        await().pollDelay(duration).atMost(duration.plusSeconds(60)).until(() -> true);
    }
}
