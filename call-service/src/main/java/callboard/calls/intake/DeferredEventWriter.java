package callboard.calls.intake;

import callboard.calls.intake.DeferredEvents.DeferredEvent;
import callboard.calls.intake.IntakeMetrics.Parked;
import callboard.calls.lifecycle.Decision.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Tries events that came too early once their call has moved on: the earliest first, and after each that was
/// applied
/// again from the earliest, until none can be.
@Component
public class DeferredEventWriter {

    private static final int CALLS = 200;

    private final DeferredEvents parking;
    private final CallWriter writer;
    private final IntakeMetrics metrics;
    private final PoisonCallIsolator apart = new PoisonCallIsolator("A parked event");

    DeferredEventWriter(DeferredEvents parking, CallWriter writer, IntakeMetrics metrics, MeterRegistry meters) {
        this.parking = parking;
        this.writer = writer;
        this.metrics = metrics;
        Gauge.builder("callboard.parked.unwritable", apart, PoisonCallIsolator::size)
                .description("Calls whose parked events could not be written")
                .register(meters);
    }

    /// Applies what can be, rejects what never can, and gives up on what has waited long enough.
    ///
    /// @return how many parked events were looked at
    public int writeReady(Instant now) {
        var calls = parking.moved(CALLS, apart.quarantined(now));
        int looked = apart.write(calls, now, some -> {
            var settled = new ArrayList<Parked>();
            int tried = writer.transact(() -> write(some, now, settled));
            settled.forEach(what -> metrics.parked(what, 1));
            return tried;
        });
        if (calls.isEmpty()) {
            apart.onSuccess(now);
        }
        metrics.parked(Parked.EXPIRED, parking.expire(now));
        return looked;
    }

    private int write(List<String> calls, Instant now, List<Parked> settled) {
        var cars = parking.ready(calls);
        if (!cars.isEmpty()) {
            writer.decideAndStore(
                    cars.stream().map(DeferredEvent::submission).toList(),
                    batch -> settled.addAll(settle(batch, new ArrayList<>(cars), now)));
        }
        return cars.size();
    }

    private List<Parked> settle(Batch batch, List<DeferredEvent> cars, Instant now) {
        var settled = new ArrayList<Parked>();
        boolean moved;
        do {
            moved = false;
            for (var car : List.copyOf(cars)) {
                switch (writer.decide(batch, car.submission())) {
                    case Outcome.Stored _, Outcome.Replayed _ -> {
                        parking.applied(car, now);
                        settled.add(Parked.APPLIED);
                        moved = true;
                    }
                    case Outcome.Refused(var refusal)
                    when isEarly(refusal.reason()) -> {
                        continue;
                    }
                    case Outcome.Refused(var refusal) -> {
                        parking.rejected(car, refusal.reason().name().toLowerCase(Locale.ROOT), now);
                        settled.add(Parked.REJECTED);
                        moved = true;
                    }
                    case Outcome.TryLater _, Outcome.Failed _ ->
                        throw new IllegalStateException("A decision knows of no such outcome");
                }
                cars.remove(car);
                break;
            }
        } while (moved);
        cars.forEach(car -> {
            var call = batch.call(car.submission().event().callId());
            parking.tried(car, call == null ? 0 : call.sequence());
        });
        return settled;
    }

    /// Whether what was refused now may still have its turn.
    static boolean isEarly(Reason reason) {
        return switch (reason) {
            case UNKNOWN_CALL, ILLEGAL_TRANSITION -> true;
            case UNKNOWN_QUEUE, CALL_EXISTS, CALL_ENDED, EVENT_ID_REUSED -> false;
        };
    }
}
