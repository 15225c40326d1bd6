package callboard.calls.connection.queuelog;

import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a whole log and hands on what it tells, in batches. When it is broken off it goes on from
/// [Progress#resumeAt], and what is handed on a second time has the same ids.
public final class QueueLogImport {

    /// Stores events, and returns when what became of each is certain.
    @FunctionalInterface
    public interface Taker {
        void take(List<CallEventRequest> events) throws InterruptedException;
    }

    /// How far it is.
    ///
    /// @param read            bytes of the plain log
    /// @param resumeAt        where to begin to read again if it is broken off now
    /// @param events          handed on
    /// @param callsTooOld     calls that began before those that are kept; nothing of them is handed on
    /// @param notUnderstood   lines
    /// @param firstNotUnderstood a few of these
    public record Progress(
            long read,
            long resumeAt,
            long lines,
            long events,
            long callsTooOld,
            long notUnderstood,
            List<String> firstNotUnderstood) {}

    private static final int BATCH = 2000;
    private static final int SHOWN = 20;
    private static final int SHOWN_LENGTH = 200;

    private final QueueLogTranslator translator;
    private final Instant oldest;
    private final Taker taker;
    private final Consumer<Progress> watcher;
    private final List<CallEventRequest> batch = new ArrayList<>();
    private final List<String> firstNotUnderstood = new ArrayList<>();
    private final Set<String> tooOld = new HashSet<>();
    private long lines;
    private long events;
    private long callsTooOld;
    private long notUnderstood;

    /// @param oldest  how far back calls are kept
    /// @param watcher is told after each batch
    public QueueLogImport(QueueLogTranslator translator, Instant oldest, Taker taker, Consumer<Progress> watcher) {
        this.translator = translator;
        this.oldest = oldest;
        this.taker = taker;
        this.watcher = watcher;
    }

    /// @param log  plain or gzip, from its beginning
    /// @param from where in the plain log to begin
    /// @param now  until when the log tells
    public void read(InputStream log, long from, Instant now) throws IOException, InterruptedException {
        var reader = LogLines.of(log, from);
        long begin = from;
        for (var line = reader.read(); line != null; line = reader.read()) {
            translate(line, begin);
            begin = reader.next();
            if (batch.size() >= BATCH) {
                hand(begin);
            }
        }
        translator.passed(now).forEach(this::add);
        hand(begin);
    }

    private void translate(String line, long begin) {
        if (line.isBlank()) {
            return;
        }
        lines++;
        var translated = translator.translate(line, begin);
        if (translated.meaning() == Meaning.UNKNOWN) {
            notUnderstood++;
            if (firstNotUnderstood.size() < SHOWN) {
                firstNotUnderstood.add(line.substring(0, Math.min(line.length(), SHOWN_LENGTH)));
            }
        }
        translated.events().forEach(this::add);
    }

    private void add(CallEventRequest event) {
        if (event instanceof Initiated
                && Objects.requireNonNull(event.occurredAt()).isBefore(oldest)) {
            callsTooOld++;
            tooOld.add(event.callId());
        } else if (!tooOld.contains(event.callId())) {
            batch.add(event);
        } else if (event instanceof Ended) {
            tooOld.remove(event.callId());
        }
    }

    private void hand(long next) throws InterruptedException {
        if (!batch.isEmpty()) {
            taker.take(List.copyOf(batch));
            events += batch.size();
            batch.clear();
        }
        watcher.accept(new Progress(
                next,
                translator.resumeAt(next),
                lines,
                events,
                callsTooOld,
                notUnderstood,
                List.copyOf(firstNotUnderstood)));
    }
}
