package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallState.Alarm;
import callboard.contracts.CallStatus;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When something is due on a call, derived from nothing but how it stands. There is no timer to set or to clear:
/// an event that gets there first changes the state, and with it the deadlines.
public final class Deadlines {

    private Deadlines() {}

    /// What is due at a deadline.
    enum Kind {
        WARNING,
        BREACH,
        NO_ANSWER,
        STALE,
        LOST;

        /// Whether it follows from what senders tell of the call. That nothing is heard of it any more doesn't: a late
        /// event belies it.
        boolean isOfTheCall() {
            return this != STALE && this != LOST;
        }
    }

    record Deadline(Kind kind, Instant due) {}

    /// When to look at the call again, by its sender's clock; absent once it has ended.
    public static Optional<Instant> next(CallState call, Limits limits, TimeoutPolicy timeouts) {
        return first(call, limits, timeouts).map(Deadline::due);
    }

    static Optional<Deadline> first(CallState call, Limits limits, TimeoutPolicy timeouts) {
        return all(call, limits, timeouts).stream().min(Comparator.comparing(Deadline::due));
    }

    /// The limit of the status that the call is in, in seconds, and the rule that breaks with it.
    record Watch(int limit, Rule rule) {

        static Optional<Watch> of(CallState call, Limits limits) {
            return switch (call.status()) {
                case WAITING ->
                    limits.isOutsideHours(call)
                            ? Optional.empty()
                            : Optional.of(new Watch(limits.waitLimit(), Rule.WAIT_SLA_EXCEEDED));
                case ON_HOLD -> Optional.of(new Watch(limits.holdLimit(), Rule.HOLD_LIMIT_EXCEEDED));
                case ACTIVE, ENDED -> Optional.empty();
            };
        }
    }

    /// All that is to come, in no order.
    static List<Deadline> all(CallState call, Limits limits, TimeoutPolicy timeouts) {
        var all = new ArrayList<Deadline>();
        if (call.status() == CallStatus.ENDED) {
            return all;
        }
        Watch.of(call, limits).ifPresent(watch -> {
            var limit = Duration.ofSeconds(watch.limit());
            if (call.alarm() == Alarm.NONE) {
                var warning = Duration.ofMillis(Math.round(limit.toMillis() * timeouts.warnAt()));
                all.add(new Deadline(Kind.WARNING, call.statusSince().plus(warning)));
            }
            if (call.alarm() != Alarm.BROKEN) {
                all.add(new Deadline(Kind.BREACH, call.statusSince().plus(limit)));
            }
        });
        if (call.status() == CallStatus.WAITING && call.ringingSince() != null) {
            all.add(new Deadline(Kind.NO_ANSWER, call.ringingSince().plusSeconds(limits.routingLimit())));
        }
        if (!call.flags().contains(Rule.STALE_CALL)) {
            all.add(new Deadline(Kind.STALE, call.lastHeard().plus(timeouts.staleAfter())));
        }
        all.add(new Deadline(Kind.LOST, call.lastHeard().plus(timeouts.lostAfter())));
        return all;
    }
}
