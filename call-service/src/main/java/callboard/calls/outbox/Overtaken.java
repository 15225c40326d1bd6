package callboard.calls.outbox;

/// Redis has heard from a later relay and takes nothing from this one.
final class Overtaken extends RuntimeException {

    private final long term;

    Overtaken(long term) {
        super("Redis has heard from a relay of term " + term);
        this.term = term;
    }

    /// The later one's.
    long term() {
        return term;
    }
}
