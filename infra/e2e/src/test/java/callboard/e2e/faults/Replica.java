package callboard.e2e.faults;

import callboard.standalone.ManagedProcess;
import callboard.standalone.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One process of a service, to be killed, paused and started again at the same address.
final class Replica implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final String name;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final Path logs;
    private ManagedProcess process;

    Replica(String name, Path jar, int port, int managementPort, Map<String, String> environment, Path logs) {
        this.name = name;
        this.port = port;
        this.managementPort = managementPort;
        this.environment = Map.copyOf(environment);
        this.logs = logs;
        process = process(name, jar);
    }

    private ManagedProcess process(String processName, Path jar) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ManagedProcess(
                processName,
                List.of(java, "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()),
                environment,
                Readiness.http(managementPort, "/actuator/health/readiness"),
                logs,
                logs);
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    boolean runs() {
        return process.isAlive();
    }

    void start() {
        process.start();
    }

    void awaitReady() {
        process.awaitReady();
    }

    void kill() {
        process.kill();
    }

    /// Stops it as an orchestrator does, which lets it finish what it has in its hands, and starts another version.
    void upgradeTo(Path jar) {
        process.stop();
        process = process(name + "-upgraded", jar);
        process.start();
        process.awaitReady();
    }

    void pause() {
        Signals.send("STOP", process.pid());
    }

    void resume() {
        Signals.send("CONT", process.pid());
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

    /// Whether Prometheus would read a line that begins so; false while it does not answer.
    boolean has(String metric) {
        try {
            return get("/actuator/prometheus").lines().anyMatch(line -> line.startsWith(metric));
        } catch (IOException _) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.close();
    }
}
