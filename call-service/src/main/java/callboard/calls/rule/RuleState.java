package callboard.calls.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a rule stands with a queue. Pure: of a state, a number and a moment comes the next state.
sealed interface RuleState {

    /// After so long without a look at the number nobody knows whether it was past the threshold all along.
    Duration UNBROKEN = Duration.ofMinutes(1);

    /// The number is not past the threshold, as far as is known.
    record Quiet() implements RuleState {}

    /// It is, and has not been for long enough.
    ///
    /// @param since without a break
    /// @param seen  when it was last found so
    record Holding(Instant since, Instant seen) implements RuleState {}

    /// There is an alert.
    ///
    /// @param since since when the number was past the threshold without a break
    record Raised(Instant since) implements RuleState {}

    static RuleState quiet() {
        return new Quiet();
    }

    /// @param number  undefined where there is nothing to count: that neither raises an alert nor clears one
    /// @param resting whether the rule is not to be looked at now
    default RuleState next(RuleCondition rule, @Nullable Double number, boolean resting, Instant now) {
        if (resting) {
            return quiet();
        }
        return switch (this) {
            case Raised raised -> number != null && rule.isBack(number) ? quiet() : raised;
            case Quiet _ -> held(rule, number, now, now);
            case Holding(var since, var seen) ->
                held(rule, number, seen.plus(UNBROKEN).isBefore(now) ? now : since, now);
        };
    }

    private static RuleState held(RuleCondition rule, @Nullable Double number, Instant since, Instant now) {
        if (number == null || !rule.isPast(number)) {
            return quiet();
        }
        return since.plus(rule.forTime()).isAfter(now) ? new Holding(since, now) : new Raised(since);
    }
}
