package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallPage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Reads over REST as a dashboard does behind a balancer: tried again, at the other replica, until it is
/// answered.
final class Reads implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<URI> services;
    private int service;

    Reads(List<URI> services) {
        this.services = services;
    }

    /// All calls whose id has this in it.
    List<Call> calls(String search) throws InterruptedException {
        var found = new ArrayList<Call>();
        String cursor = "";
        do {
            var page = JSON.readValue(
                    get("/api/calls?limit=100&q=" + search + cursor).orElseThrow(), CallPage.class);
            found.addAll(page.data());
            cursor = page.nextCursor() == null
                    ? ""
                    : "&cursor=" + URLEncoder.encode(page.nextCursor(), StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return found;
    }

    Optional<Call> call(String callId) throws InterruptedException {
        return get("/api/calls/" + callId).map(body -> JSON.readValue(body, Call.class));
    }

    private Optional<String> get(String path) throws InterruptedException {
        while (true) {
            var request = HttpRequest.newBuilder(
                            services.get(service % services.size()).resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try {
                var answer = client.send(request, BodyHandlers.ofString());
                switch (answer.statusCode()) {
                    case 200 -> {
                        return Optional.of(answer.body());
                    }
                    case 404 -> {
                        return Optional.empty();
                    }
                    case 503 -> service++;
                    default -> throw new AssertionError(answer.statusCode() + " to " + path + ": " + answer.body());
                }
            } catch (IOException noAnswer) {
                service++;
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
