package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.queuelog.FollowedLog;
import callboard.calls.connection.queuelog.FollowedLog.Place;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Follows a connection's log: what is written there is told at once.
final class QueueLogFollower implements AutoCloseable {

    // Lines have whole seconds, and come a moment later.
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);

    private final Origin origin;
    private final String connection;
    private final String path;
    private final LogDirectory directory;
    private final LogPlaces places;
    private final QueueLogIntake intake;
    private final Supplier<QueueLogTranslator> translators;
    private final Duration keep;
    private final ConnectionWatch watch;
    private final Clock clock;
    private final Set<String> tooOld = new HashSet<>();
    private @Nullable Followed followed;
    private @Nullable Place placeKept;
    private volatile @Nullable Instant missingSince;

    private record Followed(FollowedLog log, QueueLogTranslator translator) {}

    /// @param keep how long calls are kept
    QueueLogFollower(
            Origin origin,
            String connection,
            String path,
            LogDirectory directory,
            LogPlaces places,
            QueueLogIntake intake,
            Supplier<QueueLogTranslator> translators,
            Duration keep,
            ConnectionWatch watch,
            Clock clock) {
        this.origin = origin;
        this.connection = connection;
        this.path = path;
        this.directory = directory;
        this.places = places;
        this.intake = intake;
        this.translators = translators;
        this.keep = keep;
        this.watch = watch;
        this.clock = clock;
    }

    /// Reads what was written since the last time.
    void readOn() {
        try {
            var current = open();
            follow(current);
            if (current.log.isThere()) {
                missingSince = null;
                watch.connected();
            } else {
                missing(path + " is not there any more");
            }
        } catch (IOException unreadable) {
            close();
            missing(String.valueOf(unreadable.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // What was read may not be stored: it is read again.
            close();
            throw failure;
        }
    }

    private void missing(String why) {
        if (missingSince == null) {
            missingSince = clock.instant();
        }
        watch.disconnected(why);
    }

    /// Whether the file has not been seen for so long.
    boolean isMissingFor(Duration length) {
        var since = missingSince;
        return since != null && !since.plus(length).isAfter(clock.instant());
    }

    private Followed open() throws IOException {
        var known = followed;
        if (known == null) {
            known = new Followed(new FollowedLog(directory.find(path), places.find(connection)), translators.get());
            followed = known;
        }
        return known;
    }

    private void follow(Followed current) throws IOException, InterruptedException {
        for (var lines = current.log.read(); !lines.isEmpty(); lines = current.log.read()) {
            var events = new ArrayList<CallEventRequest>();
            for (var line : lines) {
                if (!line.text().isBlank()) {
                    var translated = current.translator.translate(line.text(), line.position());
                    watch.heard(translated.meaning(), line::text);
                    events.addAll(translated.events());
                }
            }
            hand(current, events);
        }
        hand(current, current.translator.passed(clock.instant().minus(WRITTEN_WITHIN)));
    }

    private void hand(Followed current, List<CallEventRequest> events) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var oldest = clock.instant().minus(keep);
        var kept = events.stream().filter(event -> isKept(event, oldest)).toList();
        if (!kept.isEmpty()) {
            intake.take(origin, kept);
        }
        var place = current.log.place(current.translator.resumeAt(current.log.next()));
        if (!place.equals(placeKept)) {
            places.keep(connection, place);
            placeKept = place;
        }
    }

    /// Of a call that began before those that are kept nothing is told.
    private boolean isKept(CallEventRequest event, Instant oldest) {
        if (event instanceof Initiated
                && Objects.requireNonNull(event.occurredAt()).isBefore(oldest)) {
            tooOld.add(event.callId());
        }
        return event instanceof Ended ? !tooOld.remove(event.callId()) : !tooOld.contains(event.callId());
    }

    @Override
    public void close() {
        var open = followed;
        followed = null;
        if (open != null) {
            try {
                open.log.close();
            } catch (IOException broken) {
                watch.disconnected(String.valueOf(broken.getMessage()));
            }
        }
    }
}
