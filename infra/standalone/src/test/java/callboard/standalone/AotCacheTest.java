package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path folder;

    @Test
    void theCacheOfAnotherJarIsNotUsed() throws IOException {
        var first = cacheOf("one jar");
        assertThat(first.arguments()).first().isEqualTo("-jar");

        Path unpacked = Path.of(first.arguments().getLast()).getParent();
        Files.createDirectories(unpacked.getParent());
        Files.writeString(unpacked.resolveSibling("application.aot"), "classes");

        assertThat(cacheOf("one jar").arguments()).first().asString().startsWith("-XX:AOTCache=");
        assertThat(cacheOf("another jar").arguments()).first().isEqualTo("-jar");
    }

    @Test
    void noneIsUsedByWhoWantsNone() throws IOException {
        var cache = cacheOf("one jar");
        Path unpacked = Path.of(cache.arguments().getLast()).getParent();
        Files.createDirectories(unpacked.getParent());
        Files.writeString(unpacked.resolveSibling("application.aot"), "classes");

        assertThat(cacheOf("one jar", "-Dcallboard.aot-cache=false").arguments())
                .isEqualTo(List.of("-jar", unpacked.resolve("service.jar").toString()));
    }

    private AotCache cacheOf(String content, String... off) throws IOException {
        Path options = Files.createDirectories(folder.resolve("infra/docker")).resolve("java-options");
        Files.writeString(options, "");
        Path jar = Files.writeString(folder.resolve("service.jar"), content);
        var given = new Properties();
        given.setProperty("callboard.home", folder.resolve("home").toString());
        given.setProperty("callboard.artifacts", folder.toString());
        given.setProperty("callboard.aot-cache", Boolean.toString(off.length == 0));
        return AotCache.of("service", jar, LauncherSettings.from(given, Map.of()));
    }
}
