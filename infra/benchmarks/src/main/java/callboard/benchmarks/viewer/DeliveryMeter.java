package callboard.benchmarks.viewer;

import callboard.simulator.report.Measurements;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the stamped updates that viewers receive, how old they are, and whether each receives them in the order
/// they were said.
public final class DeliveryMeter implements UpdateListener {

    private static final int AFTER_UPDATE = "]".length();
    /// Of `42["call_status_update",…`; what else is received was not published by us.
    private static final int EVENT_AT = 4;

    private final Measurements measurements;
    private final int stampFromEnd;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final AtomicLong resyncs = new AtomicLong();

    /// @param stampFromEnd see [StampedUpdate#stampFromEnd]
    public DeliveryMeter(Measurements measurements, int stampFromEnd) {
        this.measurements = measurements;
        this.stampFromEnd = stampFromEnd + AFTER_UPDATE;
    }

    @Override
    public void received(Viewer viewer, byte[] bytes, int from, int to, long now) {
        if (bytes[from + EVENT_AT] != 'c') {
            resyncs.incrementAndGet();
            return;
        }
        long said = StampedUpdate.stamp(bytes, to - stampFromEnd);
        if (said < viewer.note) {
            outOfOrder.incrementAndGet();
        }
        viewer.note = said;
        measurements.delivered(Duration.ofNanos(now - said));
        // Nobody else writes it.
        received.setRelease(received.getPlain() + 1);
    }

    public long received() {
        return received.getAcquire();
    }

    public long outOfOrder() {
        return outOfOrder.get();
    }

    /// How often a viewer was asked to read anew, since it was not sent everything.
    public long resyncs() {
        return resyncs.get();
    }
}
