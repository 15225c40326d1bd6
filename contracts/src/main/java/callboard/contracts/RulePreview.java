package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// How often a rule would have raised an alert: the answer to `POST /api/ops/rules/preview`.
///
/// @param from    the preview is of the time from then on, a week at most
/// @param to      until then
/// @param count   how many alerts
/// @param firings when each would have been raised and cleared, in the order of time; the last 1,000
/// @param gaps    times of which nothing is kept that says how the number was
public record RulePreview(Instant from, Instant to, long count, List<RuleFiring> firings, List<RuleGap> gaps) {

    public RulePreview {
        firings = List.copyOf(firings);
        gaps = List.copyOf(gaps);
    }
}
