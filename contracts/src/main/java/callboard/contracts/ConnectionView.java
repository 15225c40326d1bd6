package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// A connection: `GET /api/ops/connections`.
///
/// @param settings as they were sent, without secrets
/// @param secrets  which secrets are set
/// @param version  counts the changes
public record ConnectionView(
        String name,
        ConnectionSettings settings,
        List<String> secrets,
        int version,
        String changedBy,
        Instant changedAt,
        ConnectionState state) {

    public ConnectionView {
        secrets = List.copyOf(secrets);
    }
}
