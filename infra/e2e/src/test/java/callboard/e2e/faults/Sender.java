package callboard.e2e.faults;

import callboard.contracts.CallEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A telephony system as the good ones are: one event after the other, each sent again, unchanged and to the
/// other replica, until it is answered.
final class Sender {

    private static final JsonMapper JSON = JsonMapper.shared();
    /// Real ones give up an attempt after 5 to 15 s.
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final HttpClient client;
    private final List<URI> services;
    private final ResultLog results;
    private int service;

    /// @param first which of the services it turns to first
    Sender(HttpClient client, List<URI> services, int first, ResultLog results) {
        this.client = client;
        this.services = services;
        this.service = first;
        this.results = results;
    }

    /// Returns when it is answered for good.
    void send(String body) throws InterruptedException {
        long begun = System.nanoTime();
        while (!isAnswered(body, begun)) {
            results.unanswered();
            service++;
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    private boolean isAnswered(String body, long begun) throws InterruptedException {
        var address = services.get(service % services.size()).resolve("/api/events");
        var request = HttpRequest.newBuilder(address)
                .timeout(ATTEMPT)
                .header("Content-Type", "application/json")
                .header("X-API-Key", Cluster.API_KEY)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case 200, 201 ->
                    results.acknowledged(
                            JSON.readValue(answer.body(), CallEvent.class),
                            Duration.ofNanos(System.nanoTime() - begun));
                case 429, 503 -> {
                    return false;
                }
                // A 500 is never owed to anybody, whatever the fault.
                default -> results.refused(answer.statusCode() + " " + answer.body() + " to " + body);
            }
            return true;
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
