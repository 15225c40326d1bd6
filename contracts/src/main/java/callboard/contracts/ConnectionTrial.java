package callboard.contracts;

/// Whether a connection would work: `POST /api/ops/connections/{name}/test`.
///
/// @param message in words for who fills in the form
public record ConnectionTrial(boolean ok, String message) {}
