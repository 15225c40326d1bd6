package callboard.calls.rule;

import callboard.contracts.RuleSettings;
import java.time.Duration;
import java.util.Objects;

/// From which number on a rule's alert is raised, and from which on it clears.
///
/// @param above     whether more than the threshold is too much; else less than it is too little
/// @param back      at which number the alert clears, the threshold less or plus the hysteresis
/// @param forTime   how long the number has to be past the threshold
record RuleCondition(boolean above, double threshold, double back, Duration forTime) {

    // 0.7 and 0.05 are 0.75, whatever binary fractions make of them.
    private static final double PRECISION = 1e9;

    static RuleCondition of(RuleSettings rule) {
        var most = rule.above();
        boolean above = most != null;
        double threshold = most != null ? most : Objects.requireNonNull(rule.below());
        double hysteresis = rule.hysteresis() == null ? 0 : rule.hysteresis();
        return new RuleCondition(
                above,
                threshold,
                Math.round((above ? threshold - hysteresis : threshold + hysteresis) * PRECISION) / PRECISION,
                Duration.ofSeconds(rule.forSeconds()));
    }

    boolean isPast(double number) {
        return above ? number > threshold : number < threshold;
    }

    boolean isBack(double number) {
        return above ? number <= back : number >= back;
    }
}
