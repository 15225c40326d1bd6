package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One process of a service, to be killed, paused and started again at the same address.
final class Replica implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final String name;
    private Path jar;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    Replica(String name, Path jar, int port, int managementPort, Map<String, String> environment, Path logs) {
        this.name = name;
        this.jar = jar;
        this.port = port;
        this.managementPort = managementPort;
        this.environment = Map.copyOf(environment);
        this.log = logs.resolve(name + ".log");
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    void start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java, "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void awaitReady() {
        await(name)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!runs()) {
                        fail("%s ended by itself:%n%s", name, Files.readString(log));
                    }
                    return isReady();
                });
    }

    void kill() {
        var running = running();
        running.destroyForcibly();
        await(name + " to be gone").atMost(Duration.ofMinutes(1)).until(() -> !running.isAlive());
    }

    /// As an orchestrator ends it: it is told, and finishes what it has in its hands.
    void stop() {
        var running = running();
        running.destroy();
        await(name + " to be done").atMost(Duration.ofMinutes(1)).until(() -> !running.isAlive());
    }

    /// Another version from its next start on.
    void become(Path version) {
        jar = version;
    }

    void pause() {
        Signals.send("STOP", running().pid());
    }

    void resume() {
        Signals.send("CONT", running().pid());
    }

    /// A gauge as Prometheus would read it.
    double gauge(String gauge) throws IOException, InterruptedException {
        return get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(gauge))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new AssertionError(name + " has no gauge " + gauge));
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/actuator/health/readiness").contains("\"UP\"");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new AssertionError(name + " does not run");
        }
        return process;
    }

    /// A paused process would not hear of an orderly end.
    @Override
    public void close() {
        if (runs()) {
            kill();
        }
    }
}
