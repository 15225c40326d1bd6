package callboard.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What a service's JVM learned in an earlier life (an AOT cache), so that this one is ready in a third of the
/// time.
///
/// It is made beside a running Callboard, from the service's jar unpacked, and holds for that jar and this JDK
/// only.
final class HeadStart {

    private static final String CACHE = "application.aot";
    private static final long PATIENCE_MINUTES = 5;

    private final Path jar;
    private final Path all;
    private final Path folder;
    private volatile @Nullable Process making;
    private volatile boolean stopped;

    private HeadStart(Path jar, Path all, Path folder) {
        this.jar = jar;
        this.all = all;
        this.folder = folder;
    }

    /// @param name of the service
    static HeadStart of(String name, Path jar, Layout layout) {
        Path all = layout.run().resolve("head-start").resolve(name);
        try {
            var content = new CRC32();
            content.update(Files.readAllBytes(jar));
            content.update(System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
            content.update(Files.readAllBytes(layout.javaOptions()));
            return new HeadStart(jar, all, all.resolve(HexFormat.of().toHexDigits((int) content.getValue())));
        } catch (IOException failed) {
            throw new LaunchFailure(jar + " can't be read (" + failed + ").", failed);
        }
    }

    boolean isThere() {
        return Files.isRegularFile(folder.resolve(CACHE));
    }

    /// How Java runs the service with it.
    List<String> arguments() {
        return List.of(
                "-XX:AOTCache=" + folder.resolve(CACHE), "-jar", application().toString());
    }

    /// Makes it, unless it is there; takes some seconds of a core.
    ///
    /// @param java the command, with every option that the service is run with
    void make(List<String> java) throws IOException, InterruptedException {
        if (isThere() || !isSpringBoot()) {
            return;
        }
        // What an earlier jar needed, and what an earlier attempt left.
        Folders.delete(all);
        Files.createDirectories(folder);
        Path learning = folder.resolve("learning.aot");
        run(List.of(
                java.getFirst(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                application().getParent().toString()));
        var life = new ArrayList<>(java);
        // Up to the point where database and Redis would be needed.
        life.addAll(List.of(
                "-XX:AOTCacheOutput=" + learning,
                "-Dspring.context.exit=onRefresh",
                "-Dspring.flyway.enabled=false",
                // All of it, nothing in the background.
                "-Dspring.data.jpa.repositories.bootstrap-mode=default",
                "-jar",
                application().toString()));
        run(life);
        Files.move(learning, folder.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path application() {
        return folder.resolve("application").resolve(jar.getFileName());
    }

    private boolean isSpringBoot() throws IOException {
        try (var content = new JarFile(jar.toFile())) {
            return content.getEntry("BOOT-INF/lib/") != null;
        }
    }

    /// Gives up what is being made.
    void stop() {
        stopped = true;
        var process = making;
        if (process != null) {
            end(process);
        }
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        making = process;
        try {
            if (stopped || !process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("a cache for " + jar.getFileName() + " was not made");
            }
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
