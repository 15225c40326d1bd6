package callboard.calls.intake;

import callboard.contracts.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What the write path counts. All meters are there from the start, at zero, so that their rates are never
/// missing.
@Component
class IntakeMetrics {

    /// What became of an event that was parked, or that it was parked.
    enum Parked {
        PARKED,
        APPLIED,
        REJECTED,
        EXPIRED
    }

    private final Map<EventType, Map<String, Counter>> events = new EnumMap<>(EventType.class);
    private final Map<EventType, Counter> madeByTimers = new EnumMap<>(EventType.class);
    private final Map<Parked, Counter> parked = new EnumMap<>(Parked.class);
    private final DistributionSummary batches;
    private final Timer commits;
    private final Timer lags;

    IntakeMetrics(MeterRegistry meters) {
        for (var type : EventType.values()) {
            var byOutcome = new HashMap<String, Counter>();
            for (var outcome : Outcome.WORDS) {
                byOutcome.put(
                        outcome,
                        Counter.builder("callboard.events")
                                .tag("type", type.word())
                                .tag("outcome", outcome)
                                .description("Events that senders were answered, by what became of them")
                                .register(meters));
            }
            events.put(type, byOutcome);
            madeByTimers.put(
                    type,
                    Counter.builder("callboard.timers.events")
                            .tag("type", type.word())
                            .description("Events that Callboard made by itself when something was due")
                            .register(meters));
        }
        for (var what : Parked.values()) {
            parked.put(
                    what,
                    Counter.builder("callboard.parked")
                            .tag("outcome", word(what))
                            .description("Events that came too early and were parked, and what became of them")
                            .register(meters));
        }
        batches = DistributionSummary.builder("callboard.intake.batch.size")
                .baseUnit("events")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .description("Events that shared a transaction")
                .register(meters);
        commits = Timer.builder("callboard.intake.commit")
                .serviceLevelObjectives(millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000))
                .description("A batch's transaction, from its begin to its commit")
                .register(meters);
        lags = Timer.builder("callboard.timers.lag")
                .serviceLevelObjectives(millis(100, 250, 500, 1000, 2000, 5000, 15_000, 60_000))
                .description("From when something was due to when it was seen to")
                .register(meters);
    }

    void answered(EventType type, Outcome outcome) {
        Objects.requireNonNull(Objects.requireNonNull(events.get(type)).get(outcome.word()))
                .increment();
    }

    void committed(int size, long nanos) {
        batches.record(size);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void due(Duration ago) {
        lags.record(ago);
    }

    void madeByTimer(EventType type) {
        Objects.requireNonNull(madeByTimers.get(type)).increment();
    }

    void parked(Parked what, int times) {
        Objects.requireNonNull(parked.get(what)).increment(times);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
