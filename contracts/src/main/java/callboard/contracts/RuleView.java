package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// A rule on numbers: `GET /api/ops/rules`.
///
/// @param version   counts the changes
/// @param standings where its condition holds now, by queue
public record RuleView(
        String name,
        RuleSettings settings,
        int version,
        String changedBy,
        Instant changedAt,
        List<RuleStanding> standings) {

    public RuleView {
        standings = List.copyOf(standings);
    }
}
