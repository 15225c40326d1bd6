package callboard.calls.connection;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.calls.retention.RetentionProperties;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// Makes what the settings of an Asterisk's `queue_log` say.
@Component
class QueueLogConnections {

    private final ConnectionImports imports;
    private final QueueLogIntake intake;
    private final ConnectionProperties properties;
    private final RetentionProperties retention;
    private final Clock clock;

    QueueLogConnections(
            ConnectionImports imports,
            QueueLogIntake intake,
            ConnectionProperties properties,
            RetentionProperties retention,
            Clock clock) {
        this.imports = imports;
        this.intake = intake;
        this.properties = properties;
        this.retention = retention;
        this.clock = clock;
    }

    /// Not started yet.
    Runner runner(String name, ConnectionSettings.AsteriskQueueLog settings, ConnectionWatch watch) {
        var importer = new QueueLogImporter(
                name,
                settings.queues() == QueuesMet.ADOPT,
                imports,
                intake,
                () -> translator(settings),
                retention.keep(),
                watch,
                clock);
        var loop = BackgroundLoop.every(properties.look(), "import-" + name, importer::readAll);
        return new Runner() {
            @Override
            public void start() {
                watch.connected();
                loop.start();
            }

            @Override
            public void close() {
                loop.stop();
            }
        };
    }

    private static QueueLogTranslator translator(ConnectionSettings.AsteriskQueueLog settings) {
        var zone = settings.zone();
        return new QueueLogTranslator(AsteriskRules.STANDARD, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    }

    /// Whether this replica may read the file.
    ConnectionTrial trial(ConnectionSettings.AsteriskQueueLog settings) {
        var path = settings.path();
        if (path == null) {
            return new ConnectionTrial(true, "Takes uploads; no file is followed");
        }
        try {
            new LogDirectory(properties.logDirectory()).find(path);
            return new ConnectionTrial(true, path + " can be read");
        } catch (IOException unreadable) {
            return new ConnectionTrial(false, String.valueOf(unreadable.getMessage()));
        }
    }
}
