package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.StatsView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/// Callboard behind PgBouncer in transaction mode: `./mvnw -pl infra/e2e -am verify -Ppgbouncer -DskipTests`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgBouncerCheck {

    private static final String ADMIN_KEY = "callboard-admin-key";

    private final FaultSettings settings = FaultSettings.chosen();
    private final FaultReport report = new FaultReport();
    private final HttpClient client = HttpClient.newHttpClient();
    private PgBouncer database;
    private Cluster cluster;

    @BeforeAll
    void start() throws IOException, SQLException {
        database = new PgBouncer(Cluster.home());
        cluster = Cluster.ofCallServicesOn(database);
    }

    @AfterAll
    void stop() throws IOException {
        report.write(Path.of(System.getProperty("callboard.e2e.home")).resolveSibling("pgbouncer.md"));
        client.shutdownNow();
        if (cluster != null) {
            cluster.close();
        }
    }

    /// Sessions of the database are everybody's: none may have what is meant for another.
    @Test
    void nothingIsLostWhenItIsKilledAndSettingsDoNotMix() throws Exception {
        try (var scenario = new FaultScenario(cluster, "pgbouncer-", settings)) {
            scenario.begin();
            database.kill();
            database.startPooler();
            scenario.recovers();
            scenario.end("kill -9 PgBouncer", report);
        }
        var stats = JsonMapper.shared().readValue(get("/api/stats?window=1h").body(), StatsView.class);
        assertThat(stats.all().offered()).isPositive();
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        for (var read : List.of(
                "/api/calls?status=ended&q=pgbouncer",
                "/api/calls.csv",
                "/api/visits.csv",
                "/api/stats/series?window=1h",
                "/api/reports?interval=1h&from=" + today + "&to=" + today.plus(1, ChronoUnit.DAYS),
                "/api/agents",
                "/api/alerts",
                "/api/callbacks",
                "/api/queues",
                "/api/ops/system")) {
            assertThat(get(read).statusCode()).as(read).isEqualTo(200);
        }

        assertThat(settingsOf("callboard")).containsExactly("off force_generic_plan off 0 3s");
        assertThat(settingsOf(PgBouncer.READS)).containsExactly("on force_generic_plan off 5s 3s");
    }

    @Test
    void whatIsDueIsNoticed() throws Exception {
        var queue = send("PUT", "/api/queues/impatient", """
                {"displayName":"Impatient","waitLimit":1,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""");
        assertThat(queue.statusCode()).as(queue.body()).isEqualTo(201);
        var call = send("POST", "/api/events", """
                {"event":"call_initiated","callId":"waits-too-long","type":"voice","queueId":"impatient"}""");
        assertThat(call.statusCode()).as(call.body()).isEqualTo(201);

        await("the call to be flagged")
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/api/calls/waits-too-long").body().contains("wait_sla_exceeded"));
    }

    /// Of as many sessions as there may be, held at the same time.
    private Set<String> settingsOf(String name) throws SQLException {
        var held = new ArrayList<Connection>();
        var settingsOfAll = new TreeSet<String>();
        try {
            for (int session = 0; session < 20; session++) {
                var connection = DriverManager.getConnection(database.url(name), Database.USER, Database.PASSWORD);
                held.add(connection);
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("""
                                select concat_ws(' ', current_setting('enable_seqscan'),
                                  current_setting('plan_cache_mode'), current_setting('jit'),
                                  current_setting('statement_timeout'),
                                  current_setting('idle_in_transaction_session_timeout'))""")) {
                    row.next();
                    settingsOfAll.add(row.getString(1));
                }
            }
            return settingsOfAll;
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        URI address = cluster.callAddresses().getFirst();
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-API-Key", path.equals("/api/events") ? Cluster.API_KEY : ADMIN_KEY);
    }
}
