package callboard.calls.timer;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.intake.CallWriter;
import callboard.calls.intake.DeferredEventWriter;
import callboard.calls.intake.PoisonCallIsolator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Sweeps up what is due. Any number of replicas sweep side by side: each locks other calls, and a call's next
/// deadline
/// is written in the transaction that does what the last one asked for, so nothing is done twice.
@Component
class Sweeper {

    private static final int BATCH = 500;

    private final CallWriter writer;
    private final DeferredEventWriter parked;
    private final Clock clock;
    private final PoisonCallIsolator apart = new PoisonCallIsolator("What is due");

    Sweeper(CallWriter writer, DeferredEventWriter parked, Clock clock, MeterRegistry meters) {
        this.writer = writer;
        this.parked = parked;
        this.clock = clock;
        Gauge.builder("callboard.timers.unwritable", apart, PoisonCallIsolator::size)
                .description("Calls on which what is due could not be written")
                .register(meters);
    }

    @Bean
    static BackgroundLoop sweeperLoop(Sweeper sweeper, TimerProperties settings) {
        return BackgroundLoop.every(settings.every(), "sweeper", sweeper::sweepOnce);
    }

    /// Does everything that is due now, after what came too early and has its turn.
    ///
    /// @return how many calls were looked at
    int sweepOnce() {
        int all = parked.writeReady(clock.instant().truncatedTo(ChronoUnit.MICROS));
        int looked;
        do {
            looked = writeDue(clock.instant().truncatedTo(ChronoUnit.MICROS));
            all += looked;
        } while (looked == BATCH);
        return all;
    }

    private int writeDue(Instant now) {
        var except = apart.quarantined(now);
        try {
            int looked = writer.writeDue(now, BATCH, except);
            apart.onSuccess(now);
            return looked;
        } catch (RuntimeException trouble) {
            if (PoisonCallIsolator.passes(trouble)) {
                throw trouble;
            }
            return apart.write(writer.due(now, BATCH, except), now, calls -> writer.writeDue(now, calls));
        }
    }
}
