package callboard.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A service unpacked from its jar, with an AOT cache (JEP 514) from its second start on, which makes it ready in
/// a third of the time.
///
/// A training run beside the running system makes the cache. It fits one jar, one JDK and one set of options:
/// the hash of these names its folder. The JVM itself ignores a cache that it can't use.
final class AotCache {

    private final String service;
    private final Path jar;
    private final LauncherSettings settings;
    private final Path folder;
    private final Path cache;
    private @Nullable ManagedProcess working;
    private boolean stopped;

    private AotCache(String service, Path jar, LauncherSettings settings, Path folder) {
        this.service = service;
        this.jar = jar;
        this.settings = settings;
        this.folder = folder;
        this.cache = folder.resolve("application.aot");
    }

    static AotCache of(String service, Path jar, LauncherSettings settings) {
        try {
            var hash = new CRC32();
            hash.update(Files.readAllBytes(jar));
            hash.update(System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
            hash.update(Files.readAllBytes(settings.javaOptions()));
            var name = HexFormat.of().toHexDigits((int) hash.getValue());
            return new AotCache(
                    service, jar, settings, settings.run().resolve(service).resolve(name));
        } catch (IOException failed) {
            throw new LaunchFailure(jar + " can't be read (" + failed + ").", failed);
        }
    }

    boolean exists() {
        return Files.isRegularFile(cache);
    }

    /// How Java runs the service: with the cache if it is there.
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (settings.aotCache() && exists()) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        arguments.addAll(List.of("-jar", application().toString()));
        return arguments;
    }

    /// Unpacks the jar unless it is unpacked: the JVM caches nothing of jars within a jar, and a build would pull
    /// the classes away from under a service that runs from its own jar. Deletes what belonged to another jar.
    void unpack(List<String> java) {
        if (Files.isRegularFile(application())) {
            return;
        }
        try {
            Folders.delete(Objects.requireNonNull(folder.getParent()));
            Files.createDirectories(folder);
            var unpacked = folder.resolve("unpacked");
            run(
                    "unpack",
                    java.getFirst(),
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--destination",
                    unpacked.toString());
            Files.move(unpacked, application().getParent(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new LaunchFailure(jar + " can't be unpacked in " + folder + " (" + failed + ").", failed);
        }
    }

    /// Makes the cache unless it is there, which takes some seconds of a core.
    ///
    /// @param java the command, with every option that the service is run with
    void train(List<String> java) {
        if (exists()) {
            return;
        }
        var training = folder.resolve("training.aot");
        var command = new ArrayList<>(java);
        // As the images do it: up to the point where database and Redis would be needed, nothing in the background.
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + training,
                "-Dspring.context.exit=onRefresh",
                "-Dspring.flyway.enabled=false",
                "-Dspring.data.jpa.repositories.bootstrap-mode=default",
                "-jar",
                application().toString()));
        try {
            run("aot-training", command.toArray(String[]::new));
            Files.move(training, cache, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new LaunchFailure("There is no AOT cache in " + folder + " (" + failed + ").", failed);
        }
    }

    /// Gives up what is being made.
    void stop() {
        ManagedProcess last;
        synchronized (this) {
            stopped = true;
            last = working;
        }
        if (last != null) {
            last.stop();
        }
    }

    private Path application() {
        return folder.resolve("application").resolve(jar.getFileName());
    }

    private void run(String task, String... command) {
        var process = new ManagedProcess(
                service + "-" + task,
                List.of(command),
                Map.of(),
                Readiness.immediately(),
                settings.logs(),
                settings.run());
        synchronized (this) {
            if (stopped) {
                throw new LaunchFailure("Callboard is being stopped.");
            }
            working = process;
        }
        process.start();
        int code = process.awaitExit();
        if (code != 0) {
            throw new LaunchFailure(
                    process.name() + " ended with exit code " + code + ". Its log is " + process.log() + ".");
        }
    }
}
