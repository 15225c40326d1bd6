package callboard.calls.intake;

import callboard.calls.database.WritePath;
import callboard.calls.intake.DeferredEvents.DeferredEvent;
import callboard.calls.intake.IntakeMetrics.Parked;
import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.outbox.OutboxRelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tries events that came too early once their call has moved on: the earliest first, and after each that was applied
/// again from the earliest, until none can be.
@Component
public class DeferredEventWriter {

    private static final int MAX_CALLS = 200;
    private static final Outcome NEVER_CAME = new Outcome.Rejected(
            Decision.rejected(Reason.UNKNOWN_CALL, "It came too early, and what was to come before it never came"));

    private final DeferredEvents deferredEvents;
    private final CallStateRepository calls;
    private final CallWriter writer;
    private final TransactionTemplate transaction;
    private final OutboxRelay relay;
    private final IntakeMetrics metrics;
    private final ApplicationEventPublisher listeners;
    private final PoisonCallIsolator isolator = new PoisonCallIsolator("A deferred event");

    DeferredEventWriter(
            DeferredEvents deferredEvents,
            CallStateRepository calls,
            CallWriter writer,
            @WritePath JdbcTransactionManager transactions,
            OutboxRelay relay,
            IntakeMetrics metrics,
            ApplicationEventPublisher listeners,
            MeterRegistry meters) {
        this.deferredEvents = deferredEvents;
        this.calls = calls;
        this.writer = writer;
        this.transaction = new TransactionTemplate(transactions);
        this.relay = relay;
        this.metrics = metrics;
        this.listeners = listeners;
        Gauge.builder("callboard.parked.unwritable", isolator, PoisonCallIsolator::size)
                .description("Calls whose parked events could not be written")
                .register(meters);
    }

    /// What came of trying some events.
    ///
    /// @param tried how many they were
    private record Attempt(int tried, List<SettledEvent> settled) {}

    /// Applies what can be, rejects what never can, and gives up on what has waited long enough.
    ///
    /// @return how many deferred events were looked at
    public int writeReady(Instant now) {
        var moved = deferredEvents.movedCalls(MAX_CALLS, isolator.quarantined(now));
        int tried = isolator.write(moved, now, some -> write(some, now));
        if (moved.isEmpty()) {
            isolator.onSuccess(now);
        }
        var expired = deferredEvents.expire(now);
        metrics.parked(Parked.EXPIRED, expired.size());
        expired.forEach(submission -> tell(submission, NEVER_CAME));
        return tried;
    }

    private int write(List<String> callIds, Instant now) {
        var attempt = transaction.execute(_ -> {
            var events = deferredEvents.lock(callIds);
            if (events.isEmpty()) {
                return new Attempt(0, List.of());
            }
            var submissions = events.stream().map(DeferredEvent::submission).toList();
            writer.learnQueues(submissions);
            var batch = calls.lock(submissions);
            var settled = settle(batch, new ArrayList<>(events), now);
            writer.store(batch);
            return new Attempt(events.size(), settled);
        });
        relay.wake();
        attempt.settled().forEach(event -> {
            metrics.parked(event.outcome() instanceof Outcome.Rejected ? Parked.REJECTED : Parked.APPLIED, 1);
            listeners.publishEvent(event);
        });
        return attempt.tried();
    }

    private void tell(Submission submission, Outcome outcome) {
        listeners.publishEvent(settled(submission, outcome));
    }

    private static SettledEvent settled(Submission submission, Outcome outcome) {
        return new SettledEvent(submission.sender(), submission.event(), outcome);
    }

    private List<SettledEvent> settle(Batch batch, List<DeferredEvent> events, Instant now) {
        var settled = new ArrayList<SettledEvent>();
        boolean moved;
        do {
            moved = settleTimed(batch, events, settled, now) || settleOne(batch, events, settled, now);
        } while (moved);
        events.forEach(event -> {
            var call = batch.call(event.submission().event().callId());
            deferredEvents.tried(event, call == null ? 0 : call.sequence());
        });
        return settled;
    }

    /// A call's events that say when they happened are taken in together: one may be what the other lacks.
    private boolean settleTimed(Batch batch, List<DeferredEvent> events, List<SettledEvent> settled, Instant now) {
        boolean moved = false;
        var byCall = events.stream()
                .filter(event -> event.submission().isTimed())
                .collect(Collectors.groupingBy(
                        event -> event.submission().event().callId()));
        for (var each : byCall.entrySet()) {
            var outcomes = writer.decideTogether(
                    batch,
                    each.getKey(),
                    each.getValue().stream().map(DeferredEvent::submission).toList());
            for (int i = 0; i < outcomes.size(); i++) {
                var event = each.getValue().get(i);
                if (settle(event, outcomes.get(i), settled, now)) {
                    events.remove(event);
                    moved = true;
                }
            }
        }
        return moved;
    }

    /// The first of the others that has its turn.
    private boolean settleOne(Batch batch, List<DeferredEvent> events, List<SettledEvent> settled, Instant now) {
        for (var event : List.copyOf(events)) {
            if (!event.submission().isTimed()
                    && settle(event, writer.decide(batch, event.submission()), settled, now)) {
                events.remove(event);
                return true;
            }
        }
        return false;
    }

    /// @return false when it may still have its turn
    private boolean settle(DeferredEvent event, Outcome outcome, List<SettledEvent> settled, Instant now) {
        switch (outcome) {
            case Outcome.Stored _, Outcome.Replayed _ -> {
                deferredEvents.applied(event, now);
            }
            case Outcome.Rejected(var rejection)
            when isEarly(rejection.reason()) -> {
                return false;
            }
            case Outcome.Rejected(var rejection) -> {
                deferredEvents.rejected(event, rejection.reason().name().toLowerCase(Locale.ROOT), now);
            }
            case Outcome.TryLater _, Outcome.Failed _ ->
                throw new IllegalStateException("A decision knows of no such outcome");
        }
        settled.add(settled(event.submission(), outcome));
        return true;
    }

    /// Whether what was rejected now may still have its turn.
    static boolean isEarly(Reason reason) {
        return switch (reason) {
            case UNKNOWN_CALL, ILLEGAL_TRANSITION -> true;
            case UNKNOWN_QUEUE, CALL_EXISTS, CALL_ENDED, EVENT_ID_REUSED -> false;
        };
    }
}
