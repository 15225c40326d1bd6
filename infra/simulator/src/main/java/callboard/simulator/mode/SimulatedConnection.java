package callboard.simulator.mode;

import callboard.contracts.ConnectionImport;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.ConnectionView;
import callboard.simulator.telephony.Hashes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The connection by which Callboard understands the simulator, made as an administrator would.
public final class SimulatedConnection {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String service;
    private final String name;
    private final String adminKey;

    /// @param service the service's base address
    public SimulatedConnection(URI service, String name, String adminKey) {
        this.service = service.toString().replaceFirst("/+$", "");
        this.name = name;
        this.adminKey = adminKey;
    }

    /// The same for every run, so that no replica knows an older one, and known to nobody without the admin key.
    public String secret() {
        return Hashes.hex(Hashes.sha256((adminKey + "/" + name).getBytes(StandardCharsets.UTF_8)));
    }

    /// Where it is posted to.
    public URI address() {
        return URI.create(service + "/api/connections/" + name + "/events");
    }

    /// Returns when the service takes posts, or is connected.
    public void make(ConnectionSettings settings) throws IOException, InterruptedException {
        var body = JSON.writerFor(ConnectionSettings.class).writeValueAsString(settings);
        var made = ask(administration().PUT(BodyPublishers.ofString(body)).build());
        switch (made.statusCode()) {
            case 200, 201 -> awaitReady(settings);
            case 401, 403 ->
                throw new IOException("The service refused the admin key (%d); give the right one with --admin-key"
                        .formatted(made.statusCode()));
            default ->
                throw new IOException("The service did not make the connection %s (%d): %s"
                        .formatted(name, made.statusCode(), made.body()));
        }
    }

    private void awaitReady(ConnectionSettings settings) throws IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!(settings.arePosted() ? isPostedTo() : isConnected())) {
            if (Instant.now().isAfter(until)) {
                throw new IOException("The connection %s is not ready after %d s; see Settings > Connections"
                        .formatted(name, PATIENCE.toSeconds()));
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean isPostedTo() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address())
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        return ask(request).statusCode() == 200;
    }

    private boolean isConnected() throws IOException, InterruptedException {
        var answer = ask(administration().GET().build());
        return answer.statusCode() == 200
                && JSON.readValue(answer.body(), ConnectionView.class).state().status() == ConnectionStatus.CONNECTED;
    }

    /// Sends a log of the past, to be read in the background.
    public ConnectionImport upload(Path log) throws IOException, InterruptedException {
        var answer =
                ask(administration("/imports").POST(BodyPublishers.ofFile(log)).build());
        if (answer.statusCode() != 202) {
            throw new IOException(
                    "The service did not take the log (%d): %s".formatted(answer.statusCode(), answer.body()));
        }
        return JSON.readValue(answer.body(), ConnectionImport.class);
    }

    /// How far a log is that was sent.
    public ConnectionImport imported(long id) throws IOException, InterruptedException {
        var answer = ask(administration("/imports").GET().build());
        return Stream.of(JSON.readValue(answer.body(), ConnectionImport[].class))
                .filter(each -> each.id() == id)
                .findAny()
                .orElseThrow(() -> new IOException("The service does not know the log any more: " + answer.body()));
    }

    private HttpRequest.Builder administration() {
        return administration("");
    }

    private HttpRequest.Builder administration(String part) {
        return HttpRequest.newBuilder(URI.create(service + "/api/ops/connections/" + name + part))
                .timeout(Duration.ofSeconds(10))
                .header("X-API-Key", adminKey)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }
}
