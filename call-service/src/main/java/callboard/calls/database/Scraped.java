package callboard.calls.database;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What meters say of the database: read for all of them at once when they are scraped, and no more often than once a
/// second.
///
/// @param <T> what is read
public final class Scraped<T> {

    private static final Logger log = LoggerFactory.getLogger(Scraped.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final String what;
    private final Supplier<T> reading;
    private Optional<T> latest = Optional.empty();
    private boolean unavailable;
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    /// @param what as the log calls it when it can't be read
    public Scraped(String what, Supplier<T> reading) {
        this.what = what;
        this.reading = reading;
    }

    /// Nothing while the database is unavailable.
    public synchronized Optional<T> now() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            latest = read();
            askedAt = System.nanoTime();
        }
        return latest;
    }

    private Optional<T> read() {
        try {
            var read = Optional.of(reading.get());
            unavailable = false;
            return read;
        } catch (DataAccessException | TransactionException failure) {
            if (!unavailable) {
                log.warn("{} can't be counted now ({}); its meters are NaN until it can", what, failure.getMessage());
                unavailable = true;
            }
            return Optional.empty();
        }
    }
}
