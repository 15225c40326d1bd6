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

    static ChildProcess in(Layout layout) {
        Path data = layout.data().resolve("redis");
        return new ChildProcess(
                "Redis",
                List.of(
                        executable(layout).toString(),
                        "--port",
                        Integer.toString(layout.redisPort()),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        data.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        ""),
                Map.of(),
                Answers.redis(layout.redisPort()),
                layout);
    }

    private static Path executable(Layout layout) {
        try {
            Files.createDirectories(layout.data().resolve("redis"));
            Files.createDirectories(layout.binaries());
            return ExecutableProvider.newJarResourceProvider(layout.binaries().toFile())
                    .get()
                    .toPath();
        } catch (IOException | RuntimeException failed) {
            throw new LaunchFailure("Redis can't be unpacked in " + layout.binaries() + " (" + failed + ").", failed);
        }
    }
}
