package callboard.calls.outbox;

/// Redis has messages of a later relay and takes none from this one.
final class StaleLeaseException extends RuntimeException {

    private final long term;

    StaleLeaseException(long term) {
        super("Redis has messages of a relay of term " + term);
        this.term = term;
    }

    /// The later one's.
    long term() {
        return term;
    }
}
