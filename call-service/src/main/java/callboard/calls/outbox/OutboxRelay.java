package callboard.calls.outbox;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.calls.outbox.OutboxRepository.Published;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Publishes the outbox, oldest first. One replica's relay works at a time, which keeps each call's order; nobody else
/// publishes. It is woken by commits here and looks for the other replicas' rows by itself.
@Component
public class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final OutboxRepository rows;
    private final OutboxLease lease;
    private final Publisher publisher;
    private final OutboxProperties settings;
    private final OutboxMetrics metrics;
    private final Tracing tracing;
    private final OutboxWatermark watermark = new OutboxWatermark(System.nanoTime());
    private final BackgroundLoop loop = new BackgroundLoop("outbox-relay", Duration.ZERO, this::step);
    // Published and not yet removed; only the thread that drains touches it.
    private Published sent = Published.NOTHING;
    private boolean leading;
    private long notBefore = System.nanoTime();

    OutboxRelay(
            OutboxRepository rows,
            OutboxLease lease,
            Publisher publisher,
            OutboxProperties settings,
            OutboxMetrics metrics,
            Tracing tracing,
            MeterRegistry meters) {
        this.rows = rows;
        this.lease = lease;
        this.publisher = publisher;
        this.settings = settings;
        this.metrics = metrics;
        this.tracing = tracing;
        Gauge.builder("callboard.outbox.leading", this, relay -> relay.leads() ? 1 : 0)
                .description("1 on the replica whose relay publishes")
                .register(meters);
    }

    /// Says that there are new rows. Only call it after their commit: before, they can't be seen.
    public void wake() {
        loop.wake();
    }

    /// Whether this replica publishes now.
    public boolean leads() {
        return loop.isRunning() && lease.isHeld();
    }

    /// What is stored within a few milliseconds goes out together: at thousands of commits a second, a round for each
    /// would cost the database more than the events do.
    private Duration step() {
        LockSupport.parkNanos(notBefore - System.nanoTime());
        long begun = System.nanoTime();
        try {
            if (drainOnce() == settings.batch()) {
                return Duration.ZERO;
            }
        } catch (RuntimeException failure) {
            metrics.failed();
            throw failure;
        }
        notBefore = begun + settings.pace().toNanos();
        // A replica that doesn't lead only asks now and then whether it should.
        return leading ? settings.poll() : settings.lease().dividedBy(5);
    }

    /// Publishes one batch, and removes the one before: sent first, removed after, so that none is lost in between.
    ///
    /// @return how many rows went out; 0 when there are none or another replica leads
    int drainOnce() {
        boolean led = leading;
        leading = lease.keep();
        if (!leading) {
            return 0;
        }
        if (!led) {
            watermark.reset();
        }
        var batch = rows.next(sent, watermark.low(System.nanoTime()));
        sent = Published.NOTHING;
        if (batch.rows().isEmpty()) {
            return 0;
        }
        var spans = PublishSpans.begin(tracing, batch.rows());
        long begun = System.nanoTime();
        Map<OutboxRow, String> refused;
        try {
            refused = publish(spans);
        } catch (StaleLeaseException later) {
            // We stood still for longer than our lease, and another relay sends what we were about to.
            leading = false;
            lease.lost(later.term());
            return 0;
        }
        var published =
                spans.rows().stream().filter(row -> !refused.containsKey(row)).toList();
        metrics.published(published, System.nanoTime() - begun);
        sent = new Published(published.stream().map(OutboxRow::id).toList(), batch.isWanted());
        if (refused.isEmpty()) {
            watermark.acknowledge(batch);
        } else {
            rows.tellWebhooks(batch);
            refused.forEach(this::refused);
            watermark.reset();
        }
        return published.size();
    }

    private Map<OutboxRow, String> publish(PublishSpans spans) {
        try {
            // From a relay that is paused right here Redis takes nothing more once its successor has sent something.
            var refused = publisher.publish(spans.rows(), lease.term());
            spans.published(refused);
            return refused;
        } catch (RuntimeException failure) {
            spans.failed(failure);
            throw failure;
        }
    }

    /// Its successors go on: clients see the gap in the call's sequence and read the call again.
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

    @Override
    public void start() {
        loop.start();
    }

    /// Runs after the group commit workers have stopped: what they stored last still goes out if Redis
    /// takes it. For no longer than a lease: other replicas go on storing, and what is left is theirs to
    /// send.
    @Override
    public void stop() {
        loop.stop();
        try {
            long begun = System.nanoTime();
            // Nothing is left behind, wherever it lies.
            watermark.reset();
            while (drainOnce() > 0
                    && System.nanoTime() - begun < settings.lease().toNanos()) {
                log.debug("Emptying the outbox before stopping");
            }
            lease.release();
        } catch (DataAccessException unavailable) {
            log.warn(
                    "Stopped with updates still to be published; they are kept ({})",
                    unavailable.getMostSpecificCause().getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /// Started before the group commit workers and stopped after them, but before the connection to Redis.
    @Override
    public int getPhase() {
        return 1;
    }
}
