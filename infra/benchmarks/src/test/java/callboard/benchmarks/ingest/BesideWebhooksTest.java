package callboard.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.benchmarks.Benchmarks;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class BesideWebhooksTest {

    private final List<String> changes = new CopyOnWriteArrayList<>();

    @Test
    void eachRoundIsRunWithoutBesideASlowAndBesideAFastOneAndLeavesNoneBehind() throws IOException {
        var output = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            service.setExecutor(threads);
            service.createContext("/api/events", exchange -> answer(exchange, 201, "{}"));
            service.createContext("/api/ops/webhooks/", this::administer);
            service.start();
            try {
                int exitCode = Benchmarks.commandLine()
                        .execute(
                                "webhooks",
                                "--connections=2",
                                "--warm-up=0",
                                "--duration=1",
                                "--rounds=1",
                                "--answers-after=1",
                                "--url=http://localhost:" + service.getAddress().getPort());
                assertThat(exitCode).isZero();
            } finally {
                service.stop(0);
            }
        } finally {
            System.setOut(before);
        }

        assertThat(changes)
                .containsExactly(
                        "PUT benchmark-slow []",
                        "DELETE benchmark-slow",
                        "PUT benchmark-slow []",
                        "PUT benchmark-fast [\"call.ended\"]",
                        "DELETE benchmark-fast",
                        "DELETE benchmark-slow");
        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(" +1 none +[0-9,]+ +1\\.00 *"))
                .anyMatch(line -> line.matches(" +1 slow +[0-9,]+ +[0-9.]+ +slow: 1 came, .* 7 wait, 3 dropped"))
                .anyMatch(line -> line.matches(" +1 slow and fast +[0-9,]+ .*; fast: 1 came, .* 7 wait, 3 dropped"));
    }

    private void administer(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                var settings =
                        JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
                changes.add("PUT %s %s".formatted(name, settings.path("types")));
                post(settings.path("url").asString());
                answer(exchange, 201, "{}");
            }
            case "GET" -> answer(exchange, 200, "{\"state\":{\"waiting\":7,\"dropped\":3}}");
            default -> {
                changes.add("%s %s".formatted(exchange.getRequestMethod(), name));
                answer(exchange, 200, "{}");
            }
        }
    }

    /// A message, as Callboard would send one.
    private static void post(String url) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .POST(BodyPublishers.ofString("{\"timestamp\":\"%s\"}".formatted(Instant.now())))
                            .build(),
                    BodyHandlers.discarding());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var text = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
