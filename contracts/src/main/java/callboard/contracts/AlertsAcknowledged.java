package callboard.contracts;

import java.time.Instant;

/// Many alerts of a queue were acknowledged at once, and are not told one by one: on channel
/// `call-alerts-acknowledged-at-once` and pushed as `alerts_acknowledged`. Whoever shows alerts reads them again.
///
/// @param by    the name of who took notice of them
/// @param at    when they did
/// @param count how many
public record AlertsAcknowledged(String queueId, String by, Instant at, long count) {}
