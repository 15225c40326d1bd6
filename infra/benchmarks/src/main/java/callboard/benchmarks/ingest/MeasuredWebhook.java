package callboard.benchmarks.ingest;

import callboard.simulator.report.Measurements;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A webhook made for a run, and the server that it posts to, on this machine: how old messages are when they come.
final class MeasuredWebhook implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HERE = "127.0.0.1";

    private final URI administration;
    private final String adminKey;
    private final Duration answersAfter;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Measurements ages = new Measurements();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean isMade;

    MeasuredWebhook(URI service, String adminKey, String name, Duration answersAfter) throws IOException {
        administration = URI.create(service.toString().replaceFirst("/+$", "") + "/api/ops/webhooks/" + name);
        this.adminKey = adminKey;
        this.answersAfter = answersAfter;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HERE), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /// Told of all that happens from now on, or of one type.
    void make(String type) throws IOException, InterruptedException {
        var settings = "{\"url\":\"http://%s:%d/\",\"enabled\":true,\"types\":[%s]}"
                .formatted(HERE, server.getAddress().getPort(), type.isEmpty() ? "" : "\"" + type + "\"");
        var made = ask(request().PUT(BodyPublishers.ofString(settings)));
        if (made.statusCode() != 201) {
            throw new IOException("The service did not make the webhook (%d): %s; start it with %s"
                    .formatted(made.statusCode(), made.body(), "CALLBOARD_OUTBOUND_NETWORKS=" + HERE));
        }
        isMade = true;
    }

    /// What was taken, and what waits and was dropped.
    String told() throws IOException, InterruptedException {
        ages.sinceLast();
        var age = ages.inAll();
        var state = state();
        return String.format(
                Locale.ROOT,
                "%,d came, p50 %,.0f ms old, p99 %,.0f; %,d wait, %,d dropped",
                age.events(),
                age.p50(),
                age.p99(),
                state.path("waiting").asLong(),
                state.path("dropped").asLong());
    }

    private JsonNode state() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(ask(request().GET()).body()).path("state");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var message = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            var happened = Instant.parse(message.path("timestamp").asString());
            ages.delivered(Duration.between(happened, Instant.now()));
            LockSupport.parkNanos(answersAfter.toNanos());
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(administration)
                .timeout(PATIENCE)
                .header("X-API-Key", adminKey)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// The webhook is gone with all that waits.
    @Override
    public void close() throws IOException {
        try {
            if (isMade) {
                ask(request().DELETE());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the webhook was deleted", interrupted);
        } finally {
            client.shutdownNow();
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
