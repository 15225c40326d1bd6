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

/// Tells an unavailable database from a conflict between writers, and both from a fault.
public final class DatabaseFailures {

    /// As after a failover: the connection is to a server that is read-only now.
    static final String READ_ONLY = "25006";

    private static final String IDLE_IN_TRANSACTION = "25P03";

    private DatabaseFailures() {}

    /// Whether no database can be written to; it may be available again in a moment.
    public static boolean isUnavailable(RuntimeException failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessResourceException
                || failure instanceof QueryTimeoutException
                || failure instanceof TransactionException;
    }

    /// Whether another writer was faster, or the database took our locks back: the same may succeed at once.
    public static boolean isConflict(RuntimeException failure) {
        return failure instanceof ConcurrencyFailureException || failure instanceof DuplicateKeyException;
    }

    /// Spring's exceptions for what the database answers, and ours where Spring has none.
    static SQLExceptionTranslator translator() {
        var translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator((_, _, fault) -> switch (String.valueOf(fault.getSQLState())) {
            case READ_ONLY -> new DataAccessResourceFailureException("The database is read-only now", fault);
            case IDLE_IN_TRANSACTION -> new CannotAcquireLockException("A transaction stood still for too long", fault);
            default -> null;
        });
        return translator;
    }
}
