package callboard.realtime.socket;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Logs exceptions that are our fault: one line each, and one a second at most, so that no client can fill the log
/// with what it sends. Stack traces are logged at debug.
@Component
final class DefectLog {

    private static final Logger log = LoggerFactory.getLogger(DefectLog.class);
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
    private final AtomicLong leftOut = new AtomicLong();

    /// @param what happened to whom, the start of the line
    void add(String what, Throwable cause) {
        log.debug("{}", what, cause);
        long before = last.get();
        long now = System.nanoTime();
        if (now - before < PAUSE_NANOS || !last.compareAndSet(before, now)) {
            leftOut.incrementAndGet();
            return;
        }
        log.error("{}: {} at {}{}", what, oneLine(cause), place(cause), others(leftOut.getAndSet(0)));
    }

    private static String oneLine(Throwable cause) {
        return cause.toString().replaceAll("\\R", " ");
    }

    private static String place(Throwable cause) {
        var frames = cause.getStackTrace();
        return frames.length == 0 ? "an unknown place" : frames[0].toString();
    }

    private static String others(long count) {
        return count == 0 ? "" : " (%d more since the last line)".formatted(count);
    }
}
