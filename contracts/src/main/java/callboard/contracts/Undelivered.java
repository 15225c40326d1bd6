package callboard.contracts;

import java.time.Instant;

/// A message that Redis refused again and again while it took others: `GET /api/ops/undelivered`.
///
/// @param payload the message, as it would be published
/// @param reason  what Redis said last
/// @param since   when it was set aside
public record Undelivered(
        long id, String channel, String callId, int sequence, String payload, String reason, Instant since) {}
