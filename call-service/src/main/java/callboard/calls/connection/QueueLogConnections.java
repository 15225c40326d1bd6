package callboard.calls.connection;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.calls.retention.RetentionProperties;
import callboard.contracts.ConnectionSettings.AsteriskQueueLog;
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
    private final LogPlaces places;
    private final QueueLogIntake intake;
    private final ConnectionProperties properties;
    private final RetentionProperties retention;
    private final Clock clock;

    QueueLogConnections(
            ConnectionImports imports,
            LogPlaces places,
            QueueLogIntake intake,
            ConnectionProperties properties,
            RetentionProperties retention,
            Clock clock) {
        this.imports = imports;
        this.places = places;
        this.intake = intake;
        this.properties = properties;
        this.retention = retention;
        this.clock = clock;
    }

    /// Not started yet.
    Runner runner(String name, AsteriskQueueLog settings, ConnectionWatch watch) {
        var importer = new QueueLogImporter(
                name,
                settings.queues() == QueuesMet.ADOPT,
                imports,
                intake,
                () -> translator(settings),
                retention.keep(),
                watch,
                clock);
        var reading = BackgroundLoop.every(properties.look(), "import-" + name, importer::readAll);
        var path = settings.path();
        return path == null
                ? new Uploads(reading, watch)
                : new Followed(reading, follower(name, path, settings, watch), name);
    }

    private QueueLogFollower follower(String name, String path, AsteriskQueueLog settings, ConnectionWatch watch) {
        var origin = new Origin(
                ConnectionIntake.sender(name),
                settings.queues() == QueuesMet.ADOPT,
                (event, outcome) -> watch.became(outcome, () -> intake.text(event)));
        return new QueueLogFollower(
                origin,
                name,
                path,
                new LogDirectory(properties.logDirectory()),
                places,
                intake,
                () -> translator(settings),
                retention.keep(),
                watch,
                clock);
    }

    /// Without a file there is nothing that could fail.
    private record Uploads(BackgroundLoop reading, ConnectionWatch watch) implements Runner {

        @Override
        public void start() {
            watch.connected();
            reading.start();
        }

        @Override
        public void close() {
            reading.stop();
        }
    }

    private final class Followed implements Runner {

        private final BackgroundLoop reading;
        private final QueueLogFollower follower;
        private final BackgroundLoop following;

        Followed(BackgroundLoop reading, QueueLogFollower follower, String name) {
            this.reading = reading;
            this.follower = follower;
            this.following = BackgroundLoop.every(properties.look(), "follow-" + name, follower::readOn);
        }

        @Override
        public void start() {
            reading.start();
            following.start();
        }

        /// An upload that is being read then is read on elsewhere.
        @Override
        public boolean isInVain() {
            return follower.isMissingFor(properties.lease());
        }

        @Override
        public void close() {
            following.stop();
            reading.stop();
            follower.close();
        }
    }

    private static QueueLogTranslator translator(AsteriskQueueLog settings) {
        var zone = settings.zone();
        return new QueueLogTranslator(AsteriskRules.STANDARD, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    }

    /// Whether this replica may read the file.
    ConnectionTrial trial(AsteriskQueueLog settings) {
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
