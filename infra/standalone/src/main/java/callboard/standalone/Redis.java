package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/// Embedded Redis on localhost, which writes down every change and so has it all again in the next run.
final class Redis {

    private Redis() {}

    static ManagedProcess in(LauncherSettings settings) {
        Path data = settings.data().resolve("redis");
        return new ManagedProcess(
                "Redis",
                List.of(
                        executable(settings).toString(),
                        "--port",
                        Integer.toString(settings.redisPort()),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        data.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        ""),
                Map.of(),
                Readiness.redis(settings.redisPort()),
                settings.logs(),
                settings.run());
    }

    private static Path executable(LauncherSettings settings) {
        try {
            Files.createDirectories(settings.data().resolve("redis"));
            Files.createDirectories(settings.binaries());
            return ExecutableProvider.newJarResourceProvider(settings.binaries().toFile())
                    .get()
                    .toPath();
        } catch (IOException | RuntimeException failed) {
            throw new LaunchFailure("Redis can't be unpacked in " + settings.binaries() + " (" + failed + ").", failed);
        }
    }
}
