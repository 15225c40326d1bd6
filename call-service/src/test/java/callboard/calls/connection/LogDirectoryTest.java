package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectoryTest {

    @TempDir
    private Path directory;

    private Path logs;

    @BeforeEach
    void makeDirectory() throws IOException {
        logs = Files.createDirectory(directory.resolve("asterisk"));
        Files.writeString(directory.resolve("secret"), "nobody's business");
    }

    @Test
    void aFileThatIsThereIsFound() throws IOException {
        Files.writeString(logs.resolve("queue_log"), "");

        assertThat(new LogDirectory(logs).find(logs + "/queue_log").getFileName())
                .hasToString("queue_log");
    }

    @Test
    void whyThereIsNoneIsTold() {
        assertThatThrownBy(() -> new LogDirectory(logs).find(logs + "/queue_log"))
                .hasMessage(logs + "/queue_log is not there, as far as this replica sees");
        assertThatThrownBy(() -> new LogDirectory(logs).find(logs.toString()))
                .hasMessage(logs + " is no file that may be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "../asterisk/../secret", "../nothing", "link", "linked/secret"})
    void elsewhereNothingIsRead(String file) throws IOException {
        Files.createSymbolicLink(logs.resolve("link"), directory.resolve("secret"));
        Files.createSymbolicLink(logs.resolve("linked"), directory);

        assertThatThrownBy(() -> new LogDirectory(logs).find(logs + "/" + file))
                .hasMessageStartingWith("Only files in");
    }
}
