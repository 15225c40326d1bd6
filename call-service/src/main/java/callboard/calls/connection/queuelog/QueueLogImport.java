package callboard.calls.connection.queuelog;

import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads a whole log and hands on what it tells, in batches. A call is handed on when it has ended, so that nobody sees
/// it pass. After a break it goes on from the last [Progress], and what is handed on a second time has the same ids.
public final class QueueLogImport {

    /// How far it is.
    ///
    /// @param read     bytes of the plain log
    /// @param resumeAt where to begin to read again after a break
    /// @param tooOld   calls that began before those that are kept; nothing of them is handed on
    public record Progress(long read, long resumeAt, long lines, long ignored, long unknown, long tooOld) {

        public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0);
    }

    /// What a log comes to.
    public interface Listener {

        void heard(Meaning meaning, String line);

        /// Stores what was told of some calls, and returns when what became of each is certain.
        ///
        /// @param again whether it was handed on before the break
        void take(List<CallEventRequest> events, boolean again) throws InterruptedException;

        void reached(Progress progress);
    }

    // Small transactions cost more; larger ones cost no less, and memory.
    private static final int BATCH = 2000;

    private final QueueLogTranslator translator;
    private final Instant oldest;
    private final Progress start;
    private final Listener listener;
    private final Map<String, List<CallEventRequest>> open = new LinkedHashMap<>();
    private final List<CallEventRequest> batch = new ArrayList<>();
    private boolean again;
    private long lines;
    private long ignored;
    private long unknown;
    private long tooOld;

    /// @param oldest how far back calls are kept
    /// @param start  where it was broken off
    public QueueLogImport(QueueLogTranslator translator, Instant oldest, Progress start, Listener listener) {
        this.translator = translator;
        this.oldest = oldest;
        this.start = start;
        this.listener = listener;
        lines = start.lines;
        ignored = start.ignored;
        unknown = start.unknown;
        tooOld = start.tooOld;
    }

    /// @param log plain or gzip, from its beginning
    /// @param now until when the log tells
    public void read(InputStream log, Instant now) throws IOException, InterruptedException {
        var reader = LogLines.of(log, start.resumeAt);
        long begin = start.resumeAt;
        again = begin < start.read;
        for (var line = reader.read(); line != null; line = reader.read()) {
            if (again && begin >= start.read) {
                hand(begin);
                again = false;
            }
            translate(line, begin);
            begin = reader.next();
            if (batch.size() >= BATCH) {
                hand(begin);
            }
        }
        translator.passed(now).forEach(this::add);
        open.values().forEach(this::addCall);
        hand(begin);
    }

    private void translate(String line, long begin) {
        if (line.isBlank()) {
            return;
        }
        var translated = translator.translate(line, begin);
        if (!again) {
            lines++;
            switch (translated.meaning()) {
                case READ -> {}
                case IGNORED -> ignored++;
                case UNKNOWN -> unknown++;
            }
            listener.heard(translated.meaning(), line);
        }
        translated.events().forEach(this::add);
    }

    private void add(CallEventRequest event) {
        open.computeIfAbsent(event.callId(), _ -> new ArrayList<>()).add(event);
        if (event instanceof Ended) {
            addCall(Objects.requireNonNull(open.remove(event.callId())));
        }
    }

    private void addCall(List<CallEventRequest> call) {
        var began = Objects.requireNonNull(call.getFirst().occurredAt());
        if (!began.isBefore(oldest)) {
            batch.addAll(call);
        } else if (!again) {
            tooOld++;
        }
    }

    private void hand(long next) throws InterruptedException {
        if (!batch.isEmpty()) {
            listener.take(List.copyOf(batch), again);
            batch.clear();
        }
        if (!again) {
            listener.reached(new Progress(next, translator.resumeAt(next), lines, ignored, unknown, tooOld));
        }
    }
}
