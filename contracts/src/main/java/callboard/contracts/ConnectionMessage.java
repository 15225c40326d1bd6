package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// A message that a connection heard and did not simply take: `GET /api/ops/connections/{name}/messages`.
///
/// @param text    as it was heard, cut after 4,000 characters
/// @param reasons why it was refused
public record ConnectionMessage(Instant at, MessageOutcome outcome, String text, List<String> reasons) {

    public ConnectionMessage {
        reasons = List.copyOf(reasons);
    }
}
