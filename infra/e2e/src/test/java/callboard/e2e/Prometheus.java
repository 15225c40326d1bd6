package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import callboard.standalone.LaunchFailure;
import callboard.standalone.ManagedProcess;
import callboard.standalone.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus with the project's configuration and rules; only where it finds the services is another
/// place.
final class Prometheus implements AutoCloseable {

    private static final Pattern DISCOVERY = Pattern.compile(" +dns_sd_configs:\\n +- \\{.*}\\n");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final ManagedProcess process;

    private Prometheus(Path folder, List<URI> services, int port) throws IOException {
        this.port = port;
        Files.createDirectories(folder);
        Files.copy(PromQl.RULES, folder.resolve("rules.yaml"));
        Iterator<URI> targets = services.iterator();
        var configuration = DISCOVERY
                .matcher(Files.readString(PromQl.CONFIGURATION))
                .replaceAll(_ -> Matcher.quoteReplacement("    static_configs:\n      - targets: [\"%s\"]\n"
                        .formatted(targets.next().getAuthority())));
        assertThat(targets.hasNext()).as("a job for every service").isFalse();
        Files.writeString(folder.resolve("prometheus.yaml"), configuration);
        process = new ManagedProcess(
                "prometheus",
                List.of(
                        System.getenv().getOrDefault("PROMETHEUS", "prometheus"),
                        "--config.file=" + folder.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                Readiness.http(port, "/-/ready"),
                folder,
                folder);
    }

    /// @param services where they tell their metrics, in the order of the configuration's jobs
    static Prometheus watching(List<URI> services, Path folder, int port) {
        try {
            var prometheus = new Prometheus(folder, services, port);
            prometheus.process.start();
            prometheus.process.awaitReady();
            return prometheus;
        } catch (IOException | LaunchFailure absent) {
            throw new AssertionError("These tests need Prometheus: on the PATH, or PROMETHEUS=/path/to/it", absent);
        }
    }

    JsonNode rules() {
        return data("/api/v1/rules");
    }

    JsonNode targets() {
        return data("/api/v1/targets");
    }

    /// The series that answer a question as a panel asks it: from then until now.
    JsonNode range(String expression, Instant from) {
        return data("/api/v1/query_range?step=5&start=%d&end=%d&query=%s"
                        .formatted(
                                from.getEpochSecond(),
                                Instant.now().getEpochSecond(),
                                URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .path("result");
    }

    private JsonNode data(String path) {
        try {
            var answer = http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body()).path("data");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while Prometheus was asked");
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.stop();
        http.close();
    }
}
