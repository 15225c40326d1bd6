package callboard.contracts;

import java.time.Instant;

/// A time of which a preview knows nothing.
public record RuleGap(Instant from, Instant to) {}
