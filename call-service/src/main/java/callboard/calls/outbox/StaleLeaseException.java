package callboard.calls.outbox;

/// Redis has heard from a later relay and takes nothing from this one.
final class StaleLeaseException extends RuntimeException {

    private final long term;

    StaleLeaseException(long term) {
        super("Redis has heard from a relay of term " + term);
        this.term = term;
    }

    /// The later one's.
    long term() {
        return term;
    }
}
