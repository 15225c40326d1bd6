package callboard.calls.rule;

import callboard.contracts.Problem.Issue;
import callboard.contracts.RuleMeasure;
import callboard.contracts.RuleScope;
import callboard.contracts.RuleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is wrong with a rule beyond what each of its fields may be: one that could never raise an alert, or never clear
/// it, is none.
final class RuleCheck {

    private static final double MOST = 1e9;

    private final RuleSettings rule;
    private final List<Issue> issues = new ArrayList<>();

    private RuleCheck(RuleSettings rule) {
        this.rule = rule;
    }

    /// @param isQueue whether there is a queue of that id that takes calls
    static List<Issue> issues(RuleSettings rule, Predicate<String> isQueue) {
        var check = new RuleCheck(rule);
        check.queue(isQueue);
        check.window();
        check.threshold();
        return check.issues;
    }

    /// Whether it is counted over a window.
    static boolean isCounted(RuleMeasure measure) {
        return switch (measure) {
            case SERVICE_LEVEL, ABANDONMENT_RATE, ABANDONED, ASA -> true;
            case WAITING,
                    LONGEST_WAIT,
                    ACTIVE,
                    AGENTS_AVAILABLE,
                    AGENTS_ON_CALLS,
                    AGENTS_AWAY,
                    AGENTS_LOGGED_IN,
                    LONGEST_PAUSE -> false;
        };
    }

    private static boolean isShare(RuleMeasure measure) {
        return measure == RuleMeasure.SERVICE_LEVEL || measure == RuleMeasure.ABANDONMENT_RATE;
    }

    private void queue(Predicate<String> isQueue) {
        var id = rule.queueId();
        if (rule.scope() != RuleScope.QUEUE) {
            wrong(id != null, "queueId", "is only for scope queue", "invalid_value");
        } else if (id == null) {
            wrong(true, "queueId", "must name the queue of scope queue", "invalid_type");
        } else {
            wrong(!isQueue.test(id), "queueId", "There is no queue " + id, "unknown_queue");
        }
    }

    private void window() {
        wrong(
                rule.window() != null && !isCounted(rule.measure()),
                "window",
                "is only for what is counted over a window",
                "invalid_value");
    }

    private void threshold() {
        if (rule.above() == null && rule.below() == null) {
            wrong(true, "above", "must be given, or below", "invalid_type");
        } else if (rule.above() != null && rule.below() != null) {
            wrong(true, "below", "must not be given beside above", "invalid_value");
        } else if (rule.above() != null) {
            above(rule.above());
        } else if (rule.below() != null) {
            below(rule.below());
        }
        var hysteresis = rule.hysteresis();
        wrong(hysteresis != null && !isNumber(hysteresis), "hysteresis", "must be a number from 0 on", "invalid_value");
    }

    private void above(double threshold) {
        double most = isShare(rule.measure()) ? 1 : MOST;
        if (!isNumber(threshold) || threshold >= most) {
            wrong(true, "above", "must be from 0 to less than " + shown(most), "invalid_value");
        } else {
            wrong(
                    given(rule.hysteresis()) > threshold,
                    "hysteresis",
                    "must not be more than above: no number is less than 0",
                    "invalid_value");
        }
    }

    private void below(double threshold) {
        double most = isShare(rule.measure()) ? 1 : MOST;
        if (!isNumber(threshold) || threshold == 0 || threshold > most) {
            wrong(true, "below", "must be more than 0, up to " + shown(most), "invalid_value");
        } else {
            wrong(
                    isShare(rule.measure()) && RuleCondition.of(rule).back() > 1,
                    "hysteresis",
                    "must not lead beyond 1: no share is more",
                    "invalid_value");
        }
    }

    private static boolean isNumber(double value) {
        return Double.isFinite(value) && value >= 0 && value <= MOST;
    }

    private static double given(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    private static String shown(double most) {
        return most == 1 ? "1" : "1000000000";
    }

    private void wrong(boolean is, String field, String message, String code) {
        if (is) {
            issues.add(new Issue(field, message, code));
        }
    }
}
