package callboard.calls.lifecycle;

import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The business rules that a figure can break: the one that the sender reports, else the one that follows from the
/// times.
final class Rules {

    private Rules() {}

    static List<Flag> routed(CallState call, EventMetadata told, Instant at, Limits limits) {
        return over(
                figure(told.routingTime(), call.statusSince(), at),
                limits.routingLimit(),
                Rule.REROUTED,
                "Routing took %s s; the limit is %d s");
    }

    static List<Flag> answered(CallState call, EventMetadata told, Instant at, Limits limits) {
        // A call that comes back from hold has waited before.
        var reported = told.waitTime();
        return reported == null && call.answeredAt() != null || limits.isOutsideHours(call)
                ? List.of()
                : over(
                        figure(reported, call.enteredQueue(), at),
                        limits.waitLimit(),
                        Rule.WAIT_SLA_EXCEEDED,
                        "Waited %s s; the limit is %d s");
    }

    /// How long a hold lasts that its sender doesn't tell is seen while it lasts.
    static List<Flag> held(EventMetadata told, Limits limits) {
        var reported = told.holdDuration();
        return reported == null
                ? List.of()
                : over(reported, limits.holdLimit(), Rule.HOLD_LIMIT_EXCEEDED, "Held for %s s; the limit is %d s");
    }

    static List<Flag> ended(CallState call, EventMetadata told, EndReason reason, Instant at, Limits limits) {
        double lasted = figure(told.duration(), call.startTime(), at);
        if (lasted >= limits.shortCallLimit()) {
            return List.of();
        }
        if (call.answeredAt() != null) {
            return List.of(flag(Rule.SHORT_CALL, "Lasted %s s; under %d s is short", lasted, limits.shortCallLimit()));
        }
        return reason == EndReason.ABANDONED
                ? List.of(flag(
                        Rule.SHORT_ABANDON,
                        "Abandoned after %s s; under %d s is short",
                        lasted,
                        limits.shortCallLimit()))
                : List.of();
    }

    private static double figure(@Nullable Double reported, Instant since, Instant at) {
        return reported == null ? Math.max(0, Move.seconds(since, at)) : reported;
    }

    private static List<Flag> over(double seconds, int limit, Rule rule, String message) {
        return seconds > limit ? List.of(flag(rule, message, seconds, limit)) : List.of();
    }

    private static Flag flag(Rule rule, String message, double seconds, int limit) {
        return new Flag(rule, message.formatted(plain(seconds), limit));
    }

    /// 42 rather than 42.0, 0.5 as it is.
    private static String plain(double seconds) {
        return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    }
}
