package callboard.calls.database;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.TransactionException;

/// Tells a database that is away from one where somebody was faster, and both from a fault.
public final class DatabaseFailures {

    /// As after a failover: the connection is to a server that only reads now.
    static final String READ_ONLY = "25006";

    private static final String IDLE_IN_TRANSACTION = "25P03";

    private DatabaseFailures() {}

    /// Whether there is no database to be written to; it may be there again in a moment.
    public static boolean isUnavailable(RuntimeException trouble) {
        return trouble instanceof DataAccessResourceFailureException
                || trouble instanceof TransientDataAccessResourceException
                || trouble instanceof QueryTimeoutException
                || trouble instanceof TransactionException;
    }

    /// Whether somebody was faster, or the database took our locks back: the same may go well at once.
    public static boolean isConflict(RuntimeException trouble) {
        return trouble instanceof ConcurrencyFailureException || trouble instanceof DuplicateKeyException;
    }

    /// Spring's words for what the database says, and ours where Spring has none.
    static SQLExceptionTranslator translator() {
        var translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator((_, _, fault) -> switch (String.valueOf(fault.getSQLState())) {
            case READ_ONLY -> new DataAccessResourceFailureException("The database only reads now", fault);
            case IDLE_IN_TRANSACTION -> new CannotAcquireLockException("A transaction stood still for too long", fault);
            default -> null;
        });
        return translator;
    }
}
