package callboard.contracts;

import java.time.Instant;

/// `GET /health`.
///
/// @param status    `ok`, or `degraded` when a part it needs is unavailable
/// @param uptime    seconds since the service started
/// @param timestamp the server's clock
public record Health(String status, double uptime, Instant timestamp) {}
