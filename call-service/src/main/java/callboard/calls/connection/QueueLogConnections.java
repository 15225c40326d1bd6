package callboard.calls.connection;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionTrial;
import java.io.IOException;
import org.springframework.stereotype.Component;

/// Makes what the settings of an Asterisk's `queue_log` say.
@Component
class QueueLogConnections {

    private final LogDirectory directory;

    QueueLogConnections(ConnectionProperties properties) {
        this.directory = new LogDirectory(properties.logDirectory());
    }

    /// Not started yet.
    Runner runner(ConnectionWatch watch) {
        return new Runner() {
            @Override
            public void start() {
                watch.connected();
            }

            @Override
            public void close() {
                // Holds nothing open.
            }
        };
    }

    /// Whether this replica may read the file.
    ConnectionTrial trial(ConnectionSettings.AsteriskQueueLog settings) {
        var path = settings.path();
        if (path == null) {
            return new ConnectionTrial(true, "Takes uploads; no file is followed");
        }
        try {
            directory.find(path);
            return new ConnectionTrial(true, path + " can be read");
        } catch (IOException unreadable) {
            return new ConnectionTrial(false, String.valueOf(unreadable.getMessage()));
        }
    }
}
