package callboard.e2e;

import static org.assertj.core.api.Assertions.fail;

import callboard.standalone.Console;
import callboard.standalone.LaunchFailure;
import callboard.standalone.Launcher;
import callboard.standalone.LauncherSettings;
import callboard.standalone.ManagedProcess;
import callboard.testing.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Callboard, started by its launcher from what was built, on ports of its own and with empty databases.
final class RunningCallboard implements Callboard, AutoCloseable {

    private static final String API_KEY = "end-to-end-key";

    private final Path home;
    private final int dashboardPort = FreePort.any();
    private final int callsPort = FreePort.any();
    private final int realtimePort = FreePort.any();
    private final int realtimeManagementPort = FreePort.any();
    private final Collector collector = new Collector();
    private final Launcher launcher;

    private RunningCallboard(String name, Map<String, String> environment) throws IOException {
        home = Path.of(property("home")).resolveSibling(name);
        Files.createDirectories(home);
        var settings = LauncherSettings.from(properties(), withDefaults(environment));
        var console = new PrintStream(home.resolve("launcher.log").toFile(), StandardCharsets.UTF_8);
        launcher = new Launcher(settings, new Console(console));
    }

    /// Returns when everything can be used.
    static RunningCallboard started() throws IOException {
        return started("callboard", Map.of());
    }

    /// One beside the others, which is told something that they are not.
    ///
    /// @param name no other has it
    static RunningCallboard started(String name, Map<String, String> environment) throws IOException {
        var callboard = new RunningCallboard(name, environment);
        try {
            callboard.launcher.start();
            return callboard;
        } catch (LaunchFailure failed) {
            callboard.close();
            throw new AssertionError(
                    "Callboard did not start:%n%s".formatted(Files.readString(callboard.home.resolve("launcher.log"))),
                    failed);
        }
    }

    private Map<String, String> withDefaults(Map<String, String> environment) {
        var all = new HashMap<String, String>();
        all.put("CALLBOARD_OTLP_ENDPOINT", collector.address());
        // As in the images.
        all.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        all.put("SPRING_MAIN_BANNERMODE", "off");
        // A machine that stalls for seconds doesn't turn what is sent or read into something to be asked for again.
        all.put("CALLBOARD_INTAKE_ANSWERWITHIN", "60s");
        all.put("CALLBOARD_READS_PATIENCE", "60s");
        all.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "30000");
        all.putAll(environment);
        return all;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(Map.of(
                "reset", "true",
                "callboard.home", home.toString(),
                "callboard.artifacts", property("artifacts"),
                "callboard.port.dashboard", Integer.toString(dashboardPort),
                "callboard.port.calls", Integer.toString(callsPort),
                "callboard.port.realtime", Integer.toString(realtimePort),
                "callboard.port.realtime.management", Integer.toString(realtimeManagementPort),
                "callboard.api-key", API_KEY));
        return properties;
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

    /// What a program has logged by now, whole lines only.
    List<String> logged(String program) throws IOException {
        var text = Files.readString(home.resolve("logs").resolve(program + ".log"));
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

    /// Runs the simulator against it and returns its figures, as JSON.
    String simulate(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx128m",
                "-jar",
                Path.of(property("artifacts"), "infra/simulator/target/simulator-1.0.0-exec.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--json", "--url=" + calls(), "--api-key=" + API_KEY));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                fail("The simulator ended with %d: %s", process.exitValue(), output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while the simulator ran");
        }
    }

    /// One of the programs that run, to be killed and started again.
    ///
    /// @param name `realtime-service`, `call-service` or `Redis`
    ManagedProcess process(String name) {
        return launcher.process(name);
    }

    @Override
    public void close() {
        collector.close();
        launcher.close();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static String property(String name) {
        var value = System.getProperty("callboard.e2e." + name);
        if (value == null || value.startsWith("${")) {
            return fail(
                    "Run these tests through Maven (mvn -pl infra/e2e -am verify): callboard.e2e.%s is not set", name);
        }
        return value;
    }
}
