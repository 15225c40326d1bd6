package callboard.benchmarks.fanout;

import callboard.benchmarks.viewer.DeliveryMeter;
import callboard.benchmarks.viewer.StampedUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// Says updates at a given rate, open-loop: each is stamped with the time it was due, whether or not anybody kept
/// up.
final class UpdatePublisher {

    /// DeliveryMeter that may be on their way when as many are wanted as can be had.
    private static final int ON_THEIR_WAY = 30_000;
    private static final long TICK_NANOS = 500_000;
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final RedisChannel channel;
    private final List<StampedUpdate> updates;
    private final double watchers;
    private final DeliveryMeter deliveries;
    private final SplittableRandom random;

    /// What came of one rate.
    ///
    /// @param seconds   how long it was published for
    /// @param delivered within that time
    /// @param missing   what was not, and did not come later either
    record Outcome(double seconds, long delivered, long missing) {}

    /// @param watchers of each call
    UpdatePublisher(
            RedisChannel channel, List<StampedUpdate> updates, double watchers, DeliveryMeter deliveries, long seed) {
        this.channel = channel;
        this.updates = updates;
        this.watchers = watchers;
        this.deliveries = deliveries;
        random = new SplittableRandom(seed);
    }

    /// @param rate deliveries a second; 0 for as many as can be had
    Outcome at(int rate, Duration duration) throws IOException {
        long before = deliveries.received();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        double perNano = rate / watchers / 1e9;
        long said = 0;
        long now = start;
        for (; now < end; now = System.nanoTime()) {
            long due = rate > 0
                    ? (long) ((now - start) * perNano)
                    : (long) ((deliveries.received() - before + ON_THEIR_WAY) / watchers);
            for (; said < due; said++) {
                say(rate > 0 ? start + (long) (said / perNano) : now);
            }
            channel.flush();
            LockSupport.parkNanos(TICK_NANOS);
        }
        long delivered = deliveries.received() - before;
        long expected = Math.round(said * watchers);
        awaitTheRest(before + expected);
        return new Outcome((now - start) / 1e9, delivered, expected - (deliveries.received() - before));
    }

    private void say(long due) throws IOException {
        channel.publish(updates.get(random.nextInt(updates.size())).stamped(due));
    }

    private void awaitTheRest(long expected) {
        long quietSince = System.nanoTime();
        for (long seen = deliveries.received(); seen < expected; ) {
            LockSupport.parkNanos(TICK_NANOS);
            long received = deliveries.received();
            if (received > seen) {
                seen = received;
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                return;
            }
        }
    }
}
