package callboard.calls.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/// Lets what people change by hand be written, one at a time. However many click, or however often a stranger does:
/// events have the write path's other connections to themselves.
@Component
public class ManualChanges {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turn = new Semaphore(1, true);

    /// @throws TransientDataAccessResourceException when its turn doesn't come within ten seconds
    public <T> T inTurn(Supplier<T> change) {
        if (!isOurTurn()) {
            throw new TransientDataAccessResourceException("Too many change something by hand at once");
        }
        try {
            return change.get();
        } finally {
            turn.release();
        }
    }

    private boolean isOurTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
