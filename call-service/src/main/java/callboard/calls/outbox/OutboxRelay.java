package callboard.calls.outbox;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.calls.outbox.OutboxRepository.Published;
import callboard.calls.outbox.Publisher.Outcome;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import callboard.contracts.Partitions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Publishes the outbox, oldest first: the partitions that this replica holds, which keeps each call's order. Nobody
/// else publishes. It is woken by commits here and looks for the other replicas' rows by itself.
@Component
public class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int OF_NO_CALL = Partitions.of("");
    private static final Duration STALLED = Duration.ofMillis(250);

    private final OutboxRepository rows;
    private final PartitionLeases leases;
    private final Publisher publisher;
    private final OutboxProperties settings;
    private final OutboxMetrics metrics;
    private final Tracing tracing;
    private final OutboxWatermark watermark = new OutboxWatermark(System.nanoTime());
    private final BackgroundLoop loop = new BackgroundLoop("outbox-relay", Duration.ZERO, this::step);
    // Published and not yet removed; only the thread that drains touches it.
    private Published sent = Published.NOTHING;
    private Map<Integer, Long> terms = Map.of();
    // Of which Redis takes nothing, while it takes others: until when they are left alone.
    private final Map<Integer, Long> stalled = new HashMap<>();
    private boolean isStalling;
    private long notBefore = System.nanoTime();

    OutboxRelay(
            OutboxRepository rows,
            PartitionLeases leases,
            Publisher publisher,
            OutboxProperties settings,
            OutboxMetrics metrics,
            Tracing tracing,
            MeterRegistry meters) {
        this.rows = rows;
        this.leases = leases;
        this.publisher = publisher;
        this.settings = settings;
        this.metrics = metrics;
        this.tracing = tracing;
        Gauge.builder("callboard.outbox.partitions", this, relay -> relay.isRunning() ? leases.held() : 0)
                .description("Partitions of the outbox that this replica publishes, of 64")
                .register(meters);
    }

    /// Publishes what is about no call and not kept, such as numbers that are told again a little later.
    ///
    /// @throws DataAccessException when Redis doesn't take it
    public void tell(String channel, String payload) {
        publisher.tell(channel, payload);
    }

    /// Says that there are new rows. Only call it after their commit: before, they can't be seen.
    public void wake() {
        loop.wake();
    }

    /// Whether this replica does now what only one may do: the one that publishes what is about no call.
    public boolean leads() {
        return loop.isRunning() && leases.holds(OF_NO_CALL);
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
        // A replica that publishes nothing only asks now and then whether it should.
        return terms.isEmpty() ? settings.lease().dividedBy(5) : settings.poll();
    }

    /// Publishes one batch, and removes the one before: sent first, removed after, so that none is lost in between.
    ///
    /// @return how many rows went out; 0 when there are none or other replicas hold all partitions
    int drainOnce() {
        var before = terms;
        terms = leases.keep();
        if (terms.isEmpty()) {
            return 0;
        }
        if (!terms.equals(before)) {
            watermark.reset();
        }
        long now = System.nanoTime();
        stalled.values().removeIf(until -> now - until >= 0);
        var open = new HashSet<>(terms.keySet());
        open.removeAll(stalled.keySet());
        var batch = rows.next(sent, watermark.low(now), open);
        sent = Published.NOTHING;
        if (batch.rows().isEmpty()) {
            return 0;
        }
        var spans = PublishSpans.begin(tracing, batch.rows());
        long begun = System.nanoTime();
        var outcome = publish(spans);
        // We stood still for longer than our lease, and other relays send what we were about to.
        outcome.laterTerms().forEach(leases::lost);
        var refused = outcome.refused();
        var published = spans.rows().stream()
                .filter(row -> !refused.containsKey(row) && !outcome.unsent().contains(row.partition()))
                .toList();
        stall(outcome);
        metrics.published(published, System.nanoTime() - begun);
        sent = new Published(published.stream().map(OutboxRow::id).toList(), batch.isWanted());
        if (!refused.isEmpty()) {
            rows.tellWebhooks(batch);
            refused.forEach(this::refused);
        }
        if (!outcome.isWhole()) {
            watermark.reset();
        } else if (stalled.isEmpty()) {
            watermark.acknowledge(batch);
        }
        return published.size();
    }

    /// Other partitions go on without those of a cluster's node that is away, or of a slot that is just moving.
    private void stall(Outcome outcome) {
        var unavailable = outcome.unavailable();
        if (unavailable != null) {
            metrics.failed();
            outcome.unsent().forEach(partition -> stalled.put(partition, System.nanoTime() + STALLED.toNanos()));
            if (!isStalling) {
                log.warn(
                        "Redis takes nothing of {} partitions ({}); they wait, others go on",
                        stalled.size(),
                        unavailable.getMostSpecificCause().getMessage());
            }
            isStalling = true;
        } else if (isStalling && stalled.isEmpty()) {
            log.info("Redis takes all partitions again");
            isStalling = false;
        }
    }

    private Outcome publish(PublishSpans spans) {
        try {
            // From a relay that is paused right here Redis takes nothing more once its successor has sent something.
            var outcome = publisher.publish(spans.rows(), terms);
            spans.published(outcome);
            return outcome;
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
            leases.release();
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
