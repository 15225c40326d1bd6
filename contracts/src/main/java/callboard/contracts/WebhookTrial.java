package callboard.contracts;

/// What came back of a message of the type `callboard.test`: `POST /api/ops/webhooks/{name}/test`.
///
/// @param message in words
public record WebhookTrial(boolean ok, String message) {}
