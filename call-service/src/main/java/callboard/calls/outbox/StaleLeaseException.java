package callboard.calls.outbox;

import java.util.Map;

/// Redis has messages of later relays and takes none from this one.
final class StaleLeaseException extends RuntimeException {

    private final transient Map<Integer, Long> laterTerms;

    StaleLeaseException(Map<Integer, Long> laterTerms) {
        super("Redis has messages of relays of other terms: " + laterTerms);
        this.laterTerms = laterTerms;
    }

    /// The later ones', by partition.
    Map<Integer, Long> laterTerms() {
        return laterTerms;
    }
}
