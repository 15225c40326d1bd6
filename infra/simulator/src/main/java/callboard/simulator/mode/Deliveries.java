package callboard.simulator.mode;

import callboard.simulator.publisher.StampedUpdate;
import callboard.simulator.report.Tally;
import callboard.simulator.viewer.Audience;
import callboard.simulator.viewer.Viewer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what viewers hear of stamped updates, how old it is, and whether each hears them in the order they were
/// said.
final class Deliveries implements Audience {

    private static final int AFTER_UPDATE = "]".length();
    /// Of `42["call_status_update",…`; what else is heard was not published by us.
    private static final int EVENT_AT = 4;

    private final Tally tally;
    private final int stampFromEnd;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final AtomicLong resyncs = new AtomicLong();

    /// @param stampFromEnd see [StampedUpdate#stampFromEnd]
    Deliveries(Tally tally, int stampFromEnd) {
        this.tally = tally;
        this.stampFromEnd = stampFromEnd + AFTER_UPDATE;
    }

    @Override
    public void heard(Viewer viewer, byte[] bytes, int from, int to, long now) {
        if (bytes[from + EVENT_AT] != 'c') {
            resyncs.incrementAndGet();
            return;
        }
        long said = StampedUpdate.stamp(bytes, to - stampFromEnd);
        if (said < viewer.note) {
            outOfOrder.incrementAndGet();
        }
        viewer.note = said;
        tally.delivered(Duration.ofNanos(now - said));
        // Nobody else writes it.
        received.setRelease(received.getPlain() + 1);
    }

    long received() {
        return received.getAcquire();
    }

    long outOfOrder() {
        return outOfOrder.get();
    }

    /// How often a viewer was told to read anew, since it was not sent everything.
    long resyncs() {
        return resyncs.get();
    }
}
