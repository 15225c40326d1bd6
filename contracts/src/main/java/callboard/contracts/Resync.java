package callboard.contracts;

/// `resync_required`: updates may have been missed; read again what is shown.
///
/// @param reason for people and logs
public record Resync(String reason) {}
