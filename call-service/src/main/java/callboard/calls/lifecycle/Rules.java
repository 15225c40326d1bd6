package callboard.calls.lifecycle;

import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.EndReason;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.math.BigDecimal;
import java.util.List;

/// The business rules that a sender's own figures can break.
final class Rules {

    private Rules() {}

    static List<Flag> of(Routed event, Limits limits) {
        return over(event.routingTime(), limits.routingLimit(), Rule.REROUTED, "Routing took %s s; the limit is %d s");
    }

    static List<Flag> of(Answered event, Limits limits) {
        return over(event.waitTime(), limits.waitLimit(), Rule.WAIT_SLA_EXCEEDED, "Waited %s s; the limit is %d s");
    }

    static List<Flag> of(Hold event, Limits limits) {
        return over(
                event.holdDuration(), limits.holdLimit(), Rule.HOLD_LIMIT_EXCEEDED, "Held for %s s; the limit is %d s");
    }

    static List<Flag> of(Ended event, boolean answered, Limits limits) {
        if (event.duration() >= limits.shortCallLimit()) {
            return List.of();
        }
        if (answered) {
            return List.of(flag(
                    Rule.SHORT_CALL, "Lasted %s s; under %d s is short", event.duration(), limits.shortCallLimit()));
        }
        return event.endReason() == EndReason.ABANDONED
                ? List.of(flag(
                        Rule.SHORT_ABANDON,
                        "Abandoned after %s s; under %d s is short",
                        event.duration(),
                        limits.shortCallLimit()))
                : List.of();
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
