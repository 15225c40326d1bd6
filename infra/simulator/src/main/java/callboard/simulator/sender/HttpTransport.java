package callboard.simulator.sender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The JDK's HTTP client: as many connections as there are attempts at the same time.
public final class HttpTransport implements Transport {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpRequest template;
    private final Headers headers;

    /// What goes with a body, made anew for each attempt.
    public interface Headers {
        Map<String, String> of(byte[] body);
    }

    /// @param attempt after how long an attempt counts as unanswered; real senders wait 5 to 15 s
    public HttpTransport(Endpoint endpoint, Duration attempt) {
        this(
                endpoint.events(),
                _ -> Map.of("Content-Type", "application/json", "X-API-Key", endpoint.apiKey()),
                attempt);
    }

    /// To another address, in another way to prove who sends.
    public HttpTransport(URI address, Headers headers, Duration attempt) {
        template = HttpRequest.newBuilder(address).timeout(attempt).build();
        this.headers = headers;
    }

    @Override
    public Answer post(byte[] body, boolean early) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(template, (_, _) -> true).POST(BodyPublishers.ofByteArray(body));
        headers.of(body).forEach(request::header);
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
