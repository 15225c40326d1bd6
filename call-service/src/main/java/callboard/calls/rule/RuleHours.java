package callboard.calls.rule;

import callboard.calls.lifecycle.OpeningTimes;
import callboard.contracts.RuleSettings;
import java.time.Instant;
import java.util.Map;

/// When a rule rests: outside its own hours, and outside those of its queue if it says so.
///
/// @param queues when each queue that takes calls is open
record RuleHours(OpeningTimes own, boolean whileOpen, Map<String, OpeningTimes> queues) {

    /// Stands for all queues together.
    static final String ALL = "";

    static RuleHours of(RuleSettings rule, Map<String, OpeningTimes> queues) {
        return new RuleHours(OpeningTimes.of(rule.hours()), Boolean.TRUE.equals(rule.whileOpen()), queues);
    }

    boolean isResting(String queueId, Instant now) {
        return !own.isOpen(now) || whileOpen && !isOpen(queueId, now);
    }

    private boolean isOpen(String queueId, Instant now) {
        return queueId.equals(ALL)
                ? queues.values().stream().anyMatch(each -> each.isOpen(now))
                : queues.getOrDefault(queueId, OpeningTimes.ALWAYS).isOpen(now);
    }
}
