package callboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of each service's settings. A service's test extends this with its name.
public abstract class ConfigurationRules {

    private final ConfigurationReference reference;

    protected ConfigurationRules(String service) throws IOException {
        reference = new ConfigurationReference(service);
    }

    @Test
    public void theReferenceSaysWhatTheSettingsSay() throws IOException {
        reference.mustBeCheckedIn();
    }

    @Test
    public void everySettingIsExplained() {
        assertThat(reference.unexplained()).isEmpty();
    }

    @Test
    public void settingsThatNoRecordHoldsAreKnownToo() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .flatMap(ConfigurationRules::named)
                            .toList())
                    .allSatisfy(name -> assertThat(reference.names()).contains(name));
        }
    }

    private static Stream<String> named(Path source) {
        try {
            List<String> names = Pattern.compile("\\$\\{(callboard\\.[a-z.-]+)")
                    .matcher(Files.readString(source))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            return names.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
