package callboard.simulator.sender;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The JDK's HTTP client: as many connections as there are attempts at the same time.
public final class HttpTransport implements Transport {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpRequest template;

    /// @param attempt after how long an attempt counts as unanswered; real senders wait 5 to 15 s
    public HttpTransport(Endpoint endpoint, Duration attempt) {
        template = HttpRequest.newBuilder(endpoint.events())
                .timeout(attempt)
                .header("Content-Type", "application/json")
                .header("X-API-Key", endpoint.apiKey())
                .build();
    }

    @Override
    public Answer post(byte[] body, boolean early) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(template, (_, _) -> true).POST(BodyPublishers.ofByteArray(body));
        if (early) {
            request.header("Prefer", "respond-async");
        }
        var response = client.send(request.build(), BodyHandlers.discarding());
        boolean replayed = response.headers()
                .firstValue("Idempotent-Replayed")
                .filter("true"::equals)
                .isPresent();
        return new Answer(response.statusCode(), replayed);
    }

    /// Gives up what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
