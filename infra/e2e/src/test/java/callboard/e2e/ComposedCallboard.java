package callboard.e2e;

import static org.assertj.core.api.Assertions.fail;

import callboard.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Callboard as compose.yaml has it, under a project name and images of its own and on a free port. Whatever
/// happens, nothing of it is left behind.
final class ComposedCallboard implements Callboard, AutoCloseable {

    private static final Duration BUILD = Duration.ofMinutes(20);
    private static final Duration START = Duration.ofMinutes(5);
    private static final List<String> IMAGES = List.of("call-service", "realtime-service", "dashboard");

    private final String project = "callboard-smoke-" + ProcessHandle.current().pid();
    private final int port = FreePort.any();
    private final Thread lastResort = new Thread(this::clear);

    private ComposedCallboard() {
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    static ComposedCallboard started() {
        var callboard = new ComposedCallboard();
        try {
            callboard.compose(BUILD, "build");
            callboard.up();
            return callboard;
        } catch (RuntimeException | AssertionError failed) {
            callboard.close();
            throw failed;
        }
    }

    @Override
    public URI dashboard() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public URI calls() {
        return dashboard();
    }

    @Override
    public URI realtime() {
        return dashboard();
    }

    /// The one that compose.yaml has for whoever sets none.
    @Override
    public String apiKey() {
        return "callboard-dev-key";
    }

    /// Returns when every part says that it is healthy.
    void up(String... scale) {
        var command = new ArrayList<>(List.of("up", "--wait", "--wait-timeout", Long.toString(START.toSeconds())));
        for (String service : scale) {
            command.addAll(List.of("--scale", service));
        }
        try {
            compose(START.plusMinutes(1), command.toArray(String[]::new));
        } catch (AssertionError unhealthy) {
            throw new AssertionError(logs(), unhealthy);
        }
    }

    /// Everything stops and is removed but the volumes.
    void down() {
        compose(START, "down");
    }

    /// As the kernel would when memory runs out: no good-bye. Nobody but Docker starts it again.
    void kill(String service) {
        run(service, "for p in /proc/[0-9]*; do if [ \"$(cat $p/comm)\" = java ]; then kill -9 ${p##*/}; fi; done");
    }

    /// Runs a line of shell in the first container of a service.
    String run(String service, String line) {
        return compose(START, "exec", "-T", service, "sh", "-c", line);
    }

    /// Of every container: what the template asks for.
    List<String> inspect(String template) {
        var command = new ArrayList<>(List.of("docker", "inspect", "--format", template));
        command.addAll(compose(START, "ps", "--quiet").lines().toList());
        return run(START, command).lines().toList();
    }

    String logs(String... services) {
        var command = new ArrayList<>(List.of("logs", "--no-color", "--no-log-prefix"));
        command.addAll(List.of(services));
        return compose(START, command.toArray(String[]::new));
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void clear() {
        compose(START, "down", "--volumes", "--remove-orphans", "--timeout", "5");
        var command = new ArrayList<>(List.of("docker", "image", "rm", "--force"));
        IMAGES.forEach(image -> command.add(images() + "/" + image + ":smoke"));
        run(START, command);
    }

    private String compose(Duration atMost, String... words) {
        var command = new ArrayList<>(List.of("docker", "compose", "--project-name", project, "--progress", "plain"));
        command.addAll(List.of(words));
        return run(atMost, command);
    }

    private String run(Duration atMost, List<String> command) {
        var builder = new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true);
        // Whoever runs this may have a Callboard of their own, set up by the same names.
        builder.environment().keySet().removeIf(name -> name.startsWith("CALLBOARD_") || name.startsWith("COMPOSE_"));
        builder.environment()
                .putAll(Map.of(
                        "CALLBOARD_PORT_DASHBOARD",
                        Integer.toString(port),
                        "CALLBOARD_IMAGES",
                        images(),
                        "CALLBOARD_VERSION",
                        "smoke"));
        try {
            var process = builder.start();
            var told = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return fail("%s was not done after %s: %s", command, atMost, told.join());
            }
            if (process.exitValue() != 0) {
                return fail("%s ended with %d:%n%s", command, process.exitValue(), told.join());
            }
            return told.join();
        } catch (IOException failed) {
            throw new UncheckedIOException("These tests need Docker with Compose", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while %s ran", command);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String images() {
        return project;
    }

    private static Path root() {
        return Path.of(System.getProperty("callboard.e2e.artifacts"));
    }
}
