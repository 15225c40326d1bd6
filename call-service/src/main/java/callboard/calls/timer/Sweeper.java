package callboard.calls.timer;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import callboard.calls.intake.CallWriter;
import callboard.calls.intake.ParkedWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sweeps up what is due. Any number of replicas sweep side by side: each locks other calls, and a call's next deadline
/// is written in the transaction that does what the last one asked for, so nothing is done twice.
@Component
class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int BATCH = 500;

    private final CallWriter writer;
    private final ParkedWriter parked;
    private final Clock clock;

    Sweeper(CallWriter writer, ParkedWriter parked, Clock clock) {
        this.writer = writer;
        this.parked = parked;
        this.clock = clock;
    }

    /// Does everything that is due now, after what came too early and has its turn.
    ///
    /// @return how many calls were looked at
    int sweepOnce() {
        int all = parked.writeReady(clock.instant().truncatedTo(ChronoUnit.MICROS));
        int looked;
        do {
            looked = writer.writeDue(clock.instant().truncatedTo(ChronoUnit.MICROS), BATCH);
            all += looked;
        } while (looked == BATCH);
        return all;
    }

    @Scheduled(fixedDelayString = "${callboard.timers.every:250ms}")
    void sweep() {
        try {
            sweepOnce();
        } catch (DataAccessException | TransactionException away) {
            log.warn("What is due waits for the database ({})", away.getMessage());
        }
    }
}
