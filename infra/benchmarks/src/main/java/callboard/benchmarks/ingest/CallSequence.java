package callboard.benchmarks.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hands out calls, each with an id of its own, until time or number is up.
final class CallSequence {

    /// A call to make.
    record NextCall(String callId, PreparedCall call) {}

    private final List<PreparedCall> prepared;
    private final String run;
    private final int most;
    private final long end;
    private final long start = System.nanoTime();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean closed;

    CallSequence(List<PreparedCall> prepared, String run, @Nullable Integer calls, @Nullable Duration duration) {
        this.prepared = List.copyOf(prepared);
        this.run = run;
        most = calls == null ? Integer.MAX_VALUE : calls;
        end = duration == null ? Long.MAX_VALUE : duration.toNanos();
    }

    @Nullable
    NextCall next() {
        if (closed || System.nanoTime() - start >= end) {
            return null;
        }
        int number = taken.getAndIncrement();
        return number >= most ? null : new NextCall(run + "-" + (number + 1), prepared.get(number % prepared.size()));
    }

    /// No more.
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }
}
