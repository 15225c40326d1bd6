package callboard.contracts;

/// The answer to `POST /api/alerts/acknowledge-matching`.
///
/// @param acknowledged how many nobody had acknowledged before
public record AcknowledgedAlerts(long acknowledged) {}
