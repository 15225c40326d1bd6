package callboard.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Callboard, started by its launcher as a process of its own on ports of its own, with empty databases.
final class RunningCallboard implements Callboard, AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final String API_KEY = "end-to-end-key";

    private final Path home;
    private final Path log;
    private final int dashboardPort = Ports.free();
    private final int callsPort = Ports.free();
    private final int realtimePort = Ports.free();
    private final int realtimeManagementPort = Ports.free();
    private final Collector collector = new Collector();
    private final Process launcher;

    private RunningCallboard(String name, Map<String, String> environment) throws IOException {
        home = Path.of(told("home")).resolveSibling(name);
        log = home.resolveSibling(name + ".log");
        Files.createDirectories(home.getParent());
        var builder = new ProcessBuilder(command());
        builder.environment().put("CALLBOARD_OTLP_ENDPOINT", collector.address());
        // As in the images.
        builder.environment().put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        builder.environment().put("SPRING_MAIN_BANNERMODE", "off");
        // A machine that stalls for seconds doesn't turn what is sent or read into something to be asked for again.
        builder.environment().put("CALLBOARD_INTAKE_ANSWERWITHIN", "60s");
        builder.environment().put("CALLBOARD_READS_PATIENCE", "60s");
        builder.environment().put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "30000");
        builder.environment().putAll(environment);
        launcher = builder.directory(Path.of(told("artifacts")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /// Returns when the dashboard answers, which is started last.
    static RunningCallboard started() throws IOException {
        return started("callboard", Map.of());
    }

    /// One beside the others, which is told something that they are not.
    ///
    /// @param name no other has it
    static RunningCallboard started(String name, Map<String, String> environment) throws IOException {
        var callboard = new RunningCallboard(name, environment);
        try {
            await("the dashboard")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        if (!callboard.launcher.isAlive()) {
                            fail("The launcher ended before Callboard ran:%n%s", Files.readString(callboard.log));
                        }
                        return answers(callboard.dashboard());
                    });
            return callboard;
        } catch (RuntimeException | AssertionError tooLate) {
            callboard.close();
            throw new AssertionError(
                    "Callboard did not start:%n%s".formatted(Files.readString(callboard.log)), tooLate);
        }
    }

    @Override
    public URI dashboard() {
        return local(dashboardPort);
    }

    @Override
    public URI calls() {
        return local(callsPort);
    }

    @Override
    public URI realtime() {
        return local(realtimePort);
    }

    /// What a part has logged by now, whole lines only.
    List<String> logged(String part) throws IOException {
        var text = Files.readString(home.resolve("logs").resolve(part + ".log"));
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Where each service tells its metrics.
    List<URI> metrics() {
        return List.of(
                local(callsPort).resolve("/actuator/prometheus"),
                local(realtimeManagementPort).resolve("/actuator/prometheus"));
    }

    /// Where both services send their spans.
    Collector collector() {
        return collector;
    }

    @Override
    public String apiKey() {
        return API_KEY;
    }

    /// Runs the simulator against it and returns the figures that it told, as JSON.
    String simulate(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx128m",
                "-jar",
                Path.of(told("artifacts"), "infra/simulator/target/simulator-1.0.0.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--json", "--url=" + calls(), "--api-key=" + API_KEY));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                fail("The simulator ended with %d: %s", process.exitValue(), told);
            }
            return told;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while the simulator ran");
        }
    }

    /// As the kernel would when memory runs out: no good-bye. The launcher has to notice by itself.
    ///
    /// @param part as its pid file is called: `realtime-service`, `call-service` or `Redis`
    Killed kill(String part) throws IOException {
        long pid = pidOf(part);
        var process = ProcessHandle.of(pid).orElseThrow(() -> new AssertionError(part + " does not run"));
        process.destroyForcibly();
        await(part + " to be gone").atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
        return new Killed(part, pid);
    }

    /// A part that was killed.
    final class Killed {
        private final String part;
        private final long pid;

        private Killed(String part, long pid) {
            this.part = part;
            this.pid = pid;
        }

        void isStartedAgain() {
            // Its pid file may be away or half written for a moment.
            await(part + " to be started again")
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> pidOf(part) != pid);
        }
    }

    private long pidOf(String part) throws IOException {
        var pidFile = Files.readString(home.resolve("run").resolve(part + ".pid"));
        return Long.parseLong(pidFile.strip().split(" ")[0]);
    }

    /// Stops it as Ctrl-C does.
    @Override
    public void close() {
        collector.close();
        launcher.destroy();
        try {
            if (!launcher.waitFor(1, TimeUnit.MINUTES)) {
                launcher.descendants().forEach(ProcessHandle::destroyForcibly);
                launcher.destroyForcibly();
                fail("The launcher did not stop within a minute; see %s", log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command() {
        return List.of(
                java(),
                "-cp",
                told("launcher"),
                "-Dreset",
                "-Dcallboard.home=" + home,
                "-Dcallboard.artifacts=" + told("artifacts"),
                "-Dcallboard.port.dashboard=" + dashboardPort,
                "-Dcallboard.port.calls=" + callsPort,
                "-Dcallboard.port.realtime=" + realtimePort,
                "-Dcallboard.port.realtime.management=" + realtimeManagementPort,
                "-Dcallboard.api-key=" + API_KEY,
                // There is no next start.
                "-Dcallboard.head-start=false",
                "callboard.standalone.Launcher");
    }

    private static boolean answers(URI address) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static String told(String name) {
        var value = System.getProperty("callboard.e2e." + name);
        if (value == null || value.startsWith("${")) {
            return fail(
                    "Run these tests through Maven (mvn -pl infra/e2e -am verify): callboard.e2e.%s is not set", name);
        }
        return value;
    }
}
