package callboard.simulator.mode;

import callboard.simulator.report.Measurements;
import callboard.simulator.sender.DeliverySender;
import callboard.simulator.traffic.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// So many connections, each making its deliveries one after another; a call stays with its connection, so its events
/// keep their order.
///
/// Latency counts from when a delivery was due, not from when its connection came to it: a slow answer makes those
/// behind it late, and that shows.
final class SenderQueues {

    private record Job(@Nullable Delivery delivery, long dueAt) {}

    private static final Duration LOOK_UP = Duration.ofMillis(20);
    private static final Job LAST = new Job(null, 0);

    private final List<BlockingQueue<Job>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final DeliverySender deliverySender;
    private final Measurements measurements;
    private final ResultLog results;

    SenderQueues(int count, DeliverySender deliverySender, Measurements measurements, ResultLog results) {
        this.deliverySender = deliverySender;
        this.measurements = measurements;
        this.results = results;
        for (int number = 0; number < count; number++) {
            var queue = new LinkedBlockingQueue<Job>();
            queues.add(queue);
            threads.add(Thread.ofVirtual().name("sender-" + number).start(() -> work(queue)));
        }
    }

    /// @param dueAt by `System.nanoTime()`
    void add(int sender, Delivery delivery, long dueAt) {
        queues.get(sender).add(new Job(delivery, dueAt));
    }

    /// The first mistake that no later try could mend; `null` while all is well.
    @Nullable
    RuntimeException failure() {
        return failure.get();
    }

    /// Waits until everything is delivered; once broken off, no longer than the patience, and gives up the rest.
    void finish(BooleanSupplier brokenOff, Duration patience) throws InterruptedException {
        queues.forEach(queue -> queue.add(LAST));
        long giveUpAt = Long.MAX_VALUE;
        for (var thread : threads) {
            while (!thread.join(LOOK_UP)) {
                if (giveUpAt == Long.MAX_VALUE && (brokenOff.getAsBoolean() || failure() != null)) {
                    giveUpAt = System.nanoTime() + patience.toNanos();
                }
                if (System.nanoTime() > giveUpAt) {
                    threads.forEach(Thread::interrupt);
                }
            }
        }
    }

    private void work(BlockingQueue<Job> queue) {
        try {
            for (var job = queue.take(); job.delivery != null; job = queue.take()) {
                try {
                    make(job.delivery, job.dueAt);
                } catch (InterruptedException givenUp) {
                    results.notDelivered();
                    queue.stream().filter(left -> left.delivery != null).forEach(_ -> results.notDelivered());
                    return;
                }
            }
        } catch (InterruptedException nothingLeft) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException mistake) {
            failure.compareAndSet(null, mistake);
        }
    }

    private void make(Delivery delivery, long dueAt) throws InterruptedException {
        deliverySender.deliver(delivery);
        // The bad habits take several requests each, which would say nothing about one.
        if (delivery instanceof Delivery.Once) {
            measurements.delivered(Duration.ofNanos(System.nanoTime() - dueAt));
        }
    }
}
