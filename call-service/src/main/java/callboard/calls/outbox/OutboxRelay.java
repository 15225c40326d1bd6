package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Publishes the outbox, oldest first. One replica's relay works at a time, which keeps each call's order; nobody
/// else
/// publishes. It is woken by commits here and looks for the other replicas' rows by itself.
@Component
public class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final OutboxRepository rows;
    private final Publisher publisher;
    private final OutboxProperties settings;
    private final OutboxMetrics counts;
    private final Tracing tracing;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean leading;
    private volatile boolean running;
    private volatile long leasedUntil = System.nanoTime();
    // Published and not yet removed; only the thread that drains touches it.
    private List<Long> sent = List.of();
    private final OutboxWatermark watermark = new OutboxWatermark(System.nanoTime());
    private long term;
    private int failures;
    private Thread loop = new Thread();

    OutboxRelay(
            OutboxRepository rows,
            Publisher publisher,
            OutboxProperties settings,
            OutboxMetrics counts,
            Tracing tracing,
            MeterRegistry meters) {
        this.rows = rows;
        this.publisher = publisher;
        this.settings = settings;
        this.counts = counts;
        this.tracing = tracing;
        Gauge.builder("callboard.outbox.leading", this, relay -> relay.leads() ? 1 : 0)
                .description("1 on the replica whose relay publishes")
                .register(meters);
    }

    /// Says that there are new rows. Only call it after their commit: before, they can't be seen.
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /// Whether this replica publishes now.
    public boolean leads() {
        return running && leading && System.nanoTime() - leasedUntil < 0;
    }

    /// Publishes one batch, and removes the one before: sent first, removed after, so that none is lost in
    /// between.
    ///
    /// @return how many rows went out; 0 when there are none or another replica leads
    int drainOnce() {
        if (!keepLease()) {
            return 0;
        }
        var look = rows.next(sent, watermark.low(System.nanoTime()));
        sent = List.of();
        if (look.rows().isEmpty()) {
            return 0;
        }
        var spans = PublishSpans.begin(tracing, look.rows());
        long begun = System.nanoTime();
        Map<OutboxRow, String> refused;
        try {
            refused = publish(spans);
        } catch (StaleLeaseException later) {
            // We stood still for longer than our lease, and another relay sends what we were about to.
            leading = false;
            rows.raiseTerm(later.term());
            return 0;
        }
        var published =
                spans.rows().stream().filter(row -> !refused.containsKey(row)).toList();
        counts.published(published, System.nanoTime() - begun);
        sent = published.stream().map(OutboxRow::id).toList();
        if (refused.isEmpty()) {
            watermark.acknowledge(look);
        } else {
            refused.forEach(this::refused);
            watermark.reset();
        }
        return published.size();
    }

    private Map<OutboxRow, String> publish(PublishSpans spans) {
        try {
            var refused = publisher.publish(spans.rows(), term);
            spans.published(refused);
            return refused;
        } catch (RuntimeException failure) {
            spans.failed(failure);
            throw failure;
        }
    }

    /// Its successors go on: whoever sees the gap in the call's sequence reads the call again.
    private void refused(OutboxRow row, String reason) {
        if (rows.refused(row, reason)) {
            log.atError()
                    .addKeyValue("callId", row.callId())
                    .addKeyValue(
                            "traceId",
                            PublishSpans.traceparent(row.payload())
                                    .map(Trace::idIn)
                                    .orElse(null))
                    .log(
                            "Outbox row {} (call {}, sequence {}) was set aside, refused by Redis again and again: {}",
                            row.id(),
                            row.callId(),
                            row.sequence(),
                            reason);
        }
    }

    /// Renewed at half its length, so that a busy relay writes it rarely. From one that is paused right here
    /// Redis
    /// takes nothing more once its successor has sent something.
    private boolean keepLease() {
        long now = System.nanoTime();
        if (leading && now - leasedUntil < -settings.lease().toNanos() / 2) {
            return true;
        }
        var lease = rows.lease();
        if (!leading && lease.isPresent()) {
            watermark.reset();
        }
        leading = lease.isPresent();
        lease.ifPresent(held -> term = held);
        leasedUntil = now + settings.lease().toNanos();
        return leading;
    }

    private void run() {
        while (running) {
            try {
                long begun = System.nanoTime();
                int sent = drainOnce();
                if (failures > 0) {
                    log.info("Redis takes updates again; the outbox is being emptied");
                    failures = 0;
                }
                if (sent < settings.batch()) {
                    // A replica that doesn't lead only asks now and then whether it should.
                    pause(leading ? settings.poll() : settings.lease().dividedBy(5));
                    awaitOthers(begun);
                }
            } catch (DataAccessException away) {
                failures++;
                counts.failed();
                if (failures == 1) {
                    log.warn(
                            "Updates can't be published and are kept until they can ({}); retrying",
                            away.getMostSpecificCause().getMessage());
                }
                pauseAfterFailure();
            } catch (RuntimeException fault) {
                failures++;
                counts.failed();
                log.error("The relay stumbled; retrying", fault);
                pauseAfterFailure();
            }
        }
    }

    private void pause(Duration longest) {
        try {
            if (wakes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException _) {
            // Only stop() interrupts; the loop's condition sees it.
            running = false;
        }
    }

    /// What is stored within a few milliseconds goes out together: at thousands of commits a second, a round for
    /// each
    /// would cost the database more than the events do.
    private void awaitOthers(long begun) {
        LockSupport.parkNanos(settings.pace().toNanos() - (System.nanoTime() - begun));
    }

    /// Doubles up to two seconds, with jitter so that replicas don't knock at the same moment. Commits don't cut
    /// it
    /// short: an outage must not turn every event into an attempt.
    private void pauseAfterFailure() {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 6));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        } catch (InterruptedException _) {
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
        loop = Thread.ofPlatform().name("relay").start(this::run);
    }

    /// Runs after the lanes have stopped: what they stored last still goes out if Redis takes it. For no longer
    /// than a
    /// lease: other replicas go on storing, and what is left is theirs to send.
    @Override
    public void stop() {
        running = false;
        loop.interrupt();
        try {
            loop.join(Duration.ofSeconds(5));
            long begun = System.nanoTime();
            // Nothing is left behind, wherever it lies.
            watermark.reset();
            while (drainOnce() > 0
                    && System.nanoTime() - begun < settings.lease().toNanos()) {
                log.debug("Emptying the outbox before stopping");
            }
            rows.release();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException away) {
            log.warn(
                    "Stopped with updates still to be published; they are kept ({})",
                    away.getMostSpecificCause().getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Started before the lanes and stopped after them, but before the connection to Redis.
    @Override
    public int getPhase() {
        return 1;
    }
}
