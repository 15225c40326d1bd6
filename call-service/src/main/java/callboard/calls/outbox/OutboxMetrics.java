package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What the relay counts.
@Component
class OutboxMetrics {

    private final Timer lag;
    private final Timer publish;
    private final Counter failures;

    OutboxMetrics(MeterRegistry meters) {
        lag = Timer.builder("callboard.outbox.lag")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .description("From when a message was stored to when it was published")
                .register(meters);
        publish = Timer.builder("callboard.outbox.publish")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .description("A pipeline of messages to Redis")
                .register(meters);
        failures = Counter.builder("callboard.outbox.failures")
                .description("Rounds of the relay that failed, since database or Redis were unavailable")
                .register(meters);
    }

    void published(List<OutboxRow> rows, long nanos) {
        publish.record(nanos, TimeUnit.NANOSECONDS);
        rows.forEach(row -> lag.record(row.waited().toNanos() + nanos, TimeUnit.NANOSECONDS));
    }

    void failed() {
        failures.increment();
    }
}
