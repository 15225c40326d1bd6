package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {

    private static final List<String> JAVA =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());

    @TempDir
    private Path folder;

    @Test
    void whatAnEarlierJarHadIsNotUsed() throws IOException {
        var first = headStart("one jar");
        Path cache = Path.of(first.arguments().getFirst().substring("-XX:AOTCache=".length()));
        Files.createDirectories(cache.getParent());
        Files.writeString(cache, "learned");

        assertThat(first.isThere()).isTrue();
        assertThat(headStart("one jar").isThere()).isTrue();
        assertThat(headStart("another jar").isThere()).isFalse();
    }

    @Test
    void jarThatIsNoSpringBootApplicationGetsNone() throws IOException, InterruptedException {
        var headStart = headStart("stand-in");
        headStart.make(JAVA);
        assertThat(headStart.isThere()).isFalse();
    }

    private HeadStart headStart(String content) throws IOException {
        Path options = Files.createDirectories(folder.resolve("infra/docker")).resolve("java-options");
        Files.writeString(options, "");
        Path jar = folder.resolve("service.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(content));
        }
        var given = new Properties();
        given.setProperty("callboard.home", folder.resolve("home").toString());
        given.setProperty("callboard.artifacts", folder.toString());
        return HeadStart.of("service", jar, Layout.from(given));
    }
}
