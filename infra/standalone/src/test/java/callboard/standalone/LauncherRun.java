package callboard.standalone;

import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.awaitility.core.ConditionTimeoutException;

/// A launcher in a process of its own, with stand-ins for the services, and what can be asked about it.
final class LauncherRun implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path home;
    private final Path output;
    private final int callsPort;
    private final Process process;

    private LauncherRun(Path home, Path output, int callsPort, Process process) {
        this.home = home;
        this.output = output;
        this.callsPort = callsPort;
        this.process = process;
    }

    static LauncherRun in(Path folder, String... properties) {
        return in(folder, Map.of(), properties);
    }

    static LauncherRun in(Path folder, Map<String, String> environment, String... properties) {
        try {
            Path home = Files.createDirectories(folder.resolve("a home"));
            shareBinaries(home);
            Path output = Files.createTempFile(folder, "output", ".txt");
            int callsPort = FreePort.any();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dcallboard.home=" + home,
                    "-Dcallboard.artifacts=" + artifacts(folder),
                    "-Dcallboard.port.dashboard=0",
                    "-Dcallboard.port.calls=" + callsPort,
                    "-Dcallboard.aot-cache=false",
                    "-Dcallboard.port.realtime=0"));
            command.addAll(List.of(properties));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new LauncherRun(home, output, callsPort, builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    LauncherRun untilItRuns() {
        return until("Ctrl-C stops everything");
    }

    LauncherRun until(String words) {
        try {
            await().atMost(Duration.ofMinutes(4)).until(() -> output().contains(words) || !process.isAlive());
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("The launcher has not said “" + words + "” yet:\n" + output(), late);
        }
        if (!output().contains(words)) {
            throw new AssertionError("The launcher ended without saying “" + words + "”:\n" + output());
        }
        return this;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// As Ctrl-C or a service manager would; answers the exit code.
    int interrupted() {
        process.destroy();
        return ended();
    }

    void killed() {
        process.destroyForcibly();
        ended();
    }

    int ended() {
        await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /// Every process that works for it, PostgreSQL's included, which is not a child of ours.
    List<ProcessHandle> processes() {
        var found = new ArrayList<ProcessHandle>();
        for (String part : List.of("call-service", "realtime-service", "simulator", "Redis")) {
            PidFile.of(home.resolve("run"), part).process().ifPresent(found::add);
        }
        postmaster().map(Postmaster::process).ifPresent(found::add);
        return found;
    }

    Optional<Postmaster> postmaster() {
        return Postmaster.of(home.resolve("data/postgres"));
    }

    /// The AOT caches that were made so far.
    List<Path> aotCaches() {
        try (var files = Files.walk(home.resolve("run"))) {
            return files.filter(file -> file.endsWith("application.aot")).toList();
        } catch (IOException | UncheckedIOException changing) {
            return List.of();
        }
    }

    /// A variable of call-service's environment.
    String environment(String variable) {
        return ask("/environment")
                .lines()
                .filter(line -> line.startsWith(variable + "="))
                .map(line -> line.substring(variable.length() + 1))
                .findFirst()
                .orElse("");
    }

    String ask(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + callsPort + address))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    /// For a test's end: nothing it started may outlive it.
    @Override
    public void close() {
        var processes = isTheLatest() ? processes() : List.<ProcessHandle>of();
        ProcessTermination.terminate(process.toHandle(), Duration.ofSeconds(60));
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean isTheLatest() {
        try {
            return Files.readString(home.resolve("run/launcher.pid")).startsWith(process.pid() + " ");
        } catch (IOException neverGotThatFar) {
            return false;
        }
    }

    /// Unpacking the databases' programs takes longer than anything else here.
    private static void shareBinaries(Path home) throws IOException {
        Path binaries = home.resolve("binaries");
        if (!Files.exists(binaries)) {
            Path shared = Files.createDirectories(Path.of("target/launcher-binaries"));
            Files.createSymbolicLink(binaries, shared.toAbsolutePath());
        }
    }

    private static Path artifacts(Path folder) throws IOException {
        Path root = folder.resolve("the project");
        if (Files.exists(root)) {
            return root;
        }
        for (String jar : List.of(
                "call-service/target/call-service-1.0.0.jar",
                "realtime-service/target/realtime-service-1.0.0.jar",
                "infra/simulator/target/simulator-1.0.0-exec.jar")) {
            writeJar(root.resolve(jar));
        }
        Files.createDirectories(root.resolve("infra/docker"));
        Files.writeString(root.resolve("infra/docker/java-options"), "-Dstand.in=yes");
        Files.createDirectories(root.resolve("frontend/dist"));
        Files.writeString(root.resolve("frontend/dist/index.html"), "<!doctype html>the dashboard");
        return root;
    }

    private static void writeJar(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(StandIn.class, StandIn.class.getDeclaredClasses()[0])) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(name));
                try (var bytes = StandIn.class.getResourceAsStream("/" + name)) {
                    out.write(Objects.requireNonNull(bytes).readAllBytes());
                }
            }
        }
    }
}
