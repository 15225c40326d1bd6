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

/// Does what is due. Any number of replicas sweep side by side: each locks other calls, and a call's next deadline is
/// written in the transaction that does what the last one asked for, so nothing is done twice.
@Component
class Sweeper {

    private static final int MAX_CALLS = 500;

    private final CallWriter writer;
    private final DeferredEventWriter deferredEvents;
    private final Clock clock;
    private final PoisonCallIsolator isolator = new PoisonCallIsolator("What is due");

    Sweeper(CallWriter writer, DeferredEventWriter deferredEvents, Clock clock, MeterRegistry meters) {
        this.writer = writer;
        this.deferredEvents = deferredEvents;
        this.clock = clock;
        Gauge.builder("callboard.timers.unwritable", isolator, PoisonCallIsolator::size)
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
        int all = deferredEvents.writeReady(clock.instant().truncatedTo(ChronoUnit.MICROS));
        int looked;
        do {
            looked = writeDue(clock.instant().truncatedTo(ChronoUnit.MICROS));
            all += looked;
        } while (looked == MAX_CALLS);
        return all;
    }

    private int writeDue(Instant now) {
        var except = isolator.quarantined(now);
        try {
            int looked = writer.writeDue(now, MAX_CALLS, except);
            isolator.onSuccess(now);
            return looked;
        } catch (RuntimeException failure) {
            if (PoisonCallIsolator.isTransient(failure)) {
                throw failure;
            }
            return isolator.write(writer.due(now, MAX_CALLS, except), now, calls -> writer.writeDue(now, calls));
        }
    }
}
