package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.ConnectionSettings.AsteriskQueueLog;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueLogConnectionsTest {

    @TempDir
    private Path directory;

    private Path logs;

    @BeforeEach
    void makeDirectory() throws IOException {
        logs = Files.createDirectory(directory.resolve("asterisk"));
        Files.writeString(directory.resolve("secret"), "nobody's business");
    }

    @Test
    void aFileThatIsThereWouldWork() throws IOException {
        Files.writeString(logs.resolve("queue_log"), "");

        assertThat(trial(logs.resolve("queue_log").toString()).ok()).isTrue();
        assertThat(trial(null).ok()).isTrue();
    }

    @Test
    void aFileThatIsNotThereWouldNot() {
        assertThat(trial(logs.resolve("queue_log").toString()))
                .returns(false, ConnectionTrial::ok)
                .returns(
                        logs.resolve("queue_log") + " is not there, as far as this replica sees",
                        ConnectionTrial::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "../asterisk/../secret", "link", "linked/secret"})
    void elsewhereNothingIsRead(String file) throws IOException {
        Files.createSymbolicLink(logs.resolve("link"), directory.resolve("secret"));
        Files.createSymbolicLink(logs.resolve("linked"), directory);

        assertThat(trial(logs + "/" + file))
                .returns(false, ConnectionTrial::ok)
                .extracting(ConnectionTrial::message)
                .asString()
                .startsWith("Only files in");
    }

    private ConnectionTrial trial(String path) {
        var properties = new ConnectionProperties("", Duration.ZERO, Duration.ZERO, Duration.ZERO, logs);
        return new QueueLogConnections(properties).trial(new AsteriskQueueLog(true, QueuesMet.KNOWN, path, null));
    }
}
