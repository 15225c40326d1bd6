package callboard.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import callboard.testing.ConfigurationReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationTest {

    @Test
    void theReferenceSaysWhatTheSettingsSay() throws IOException {
        new ConfigurationReference("realtime-service").mustBeCheckedIn();
    }

    @Test
    void everySettingIsExplained() throws IOException {
        assertThat(new ConfigurationReference("realtime-service").unexplained()).isEmpty();
    }

    @Test
    void settingsThatNoRecordHoldsAreKnownToo() throws IOException {
        var reference = new ConfigurationReference("realtime-service");
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(sources.filter(Files::isRegularFile).flatMap(ConfigurationTest::named).toList())
                    .allSatisfy(name -> assertThat(reference.names()).contains(name));
        }
    }

    private static Stream<String> named(Path source) {
        try {
            List<String> names = Pattern.compile("\\$\\{(callboard\\.[a-z.-]+)").matcher(Files.readString(source)).results()
                    .map(name -> name.group(1)).toList();
            return names.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
