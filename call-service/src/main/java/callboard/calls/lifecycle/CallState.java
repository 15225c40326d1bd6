package callboard.calls.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import org.jspecify.annotations.Nullable;

/// Everything a decision needs to know of a call.
///
/// @param waitTime       seconds, as reported with the first answer
/// @param holdTime       seconds on hold, finished holds only
/// @param sequence       of its latest event
/// @param waitingEntered sequence of the event that last brought it to `waiting`; 0 for never
/// @param activeEntered  likewise for `active`
/// @param heldEntered    likewise for `on_hold`
public record CallState(
        String id,
        CallType type,
        CallStatus status,
        String queueId,
        @Nullable String agentId,
        Instant startTime,
        @Nullable Instant endTime,
        Instant statusSince,
        @Nullable Instant answeredAt,
        @Nullable Double waitTime,
        double holdTime,
        @Nullable EndReason endReason,
        List<Rule> flags,
        int sequence,
        int waitingEntered,
        int activeEntered,
        int heldEntered) {

    public CallState {
        flags = List.copyOf(flags);
    }

    static CallState waiting(String id, CallType type, String queueId, Instant at) {
        return new CallState(id, type, CallStatus.WAITING, queueId, null, at, null, at, null, null, 0, null,
                List.of(), 1, 1, 0, 0);
    }

    CallState routedTo(String agent) {
        return new CallState(id, type, status, queueId, agent, startTime, endTime, statusSince, answeredAt, waitTime,
                holdTime, endReason, flags, next(), waitingEntered, activeEntered, heldEntered);
    }

    CallState answered(double reportedWait, Instant at) {
        boolean first = answeredAt == null;
        return new CallState(id, type, CallStatus.ACTIVE, queueId, agentId, startTime, null, notBefore(at),
                first ? notBefore(at) : answeredAt, first ? (Double) reportedWait : waitTime, holdTimeBy(at), null,
                flags, next(), waitingEntered, next(), heldEntered);
    }

    CallState held(Instant at) {
        return new CallState(id, type, CallStatus.ON_HOLD, queueId, agentId, startTime, null, notBefore(at),
                answeredAt, waitTime, holdTime, null, flags, next(), waitingEntered, activeEntered, next());
    }

    CallState resumed(Instant at) {
        return new CallState(id, type, CallStatus.ACTIVE, queueId, agentId, startTime, null, notBefore(at),
                answeredAt, waitTime, holdTimeBy(at), null, flags, next(), waitingEntered, next(), heldEntered);
    }

    CallState retransferred(@Nullable String toAgent, @Nullable String toQueue, Instant at) {
        return new CallState(id, type, CallStatus.WAITING, toQueue == null ? queueId : toQueue, toAgent, startTime,
                null, notBefore(at), answeredAt, waitTime, holdTimeBy(at), null, flags, next(), next(),
                activeEntered, heldEntered);
    }

    CallState ended(EndReason reason, Instant at) {
        return new CallState(id, type, CallStatus.ENDED, queueId, agentId, startTime, notBefore(at), notBefore(at),
                answeredAt, waitTime, holdTimeBy(at), reason, flags, next(), waitingEntered, activeEntered,
                heldEntered);
    }

    /// The same call with the rules that its latest event broke.
    CallState flagged(List<Flag> broken) {
        var all = new ArrayList<>(flags);
        broken.stream().map(Flag::rule).filter(rule -> !all.contains(rule)).forEach(all::add);
        return new CallState(id, type, status, queueId, agentId, startTime, endTime, statusSince, answeredAt, waitTime,
                holdTime, endReason, all, sequence, waitingEntered, activeEntered, heldEntered);
    }

    private int next() {
        return sequence + 1;
    }

    /// Senders' clocks differ: a change of status is never dated before the call or the status it ends.
    private Instant notBefore(Instant at) {
        return at.isBefore(statusSince) ? statusSince : at;
    }

    private double holdTimeBy(Instant at) {
        return status == CallStatus.ON_HOLD
                ? holdTime + Duration.between(statusSince, notBefore(at)).toMillis() / 1000.0
                : holdTime;
    }
}
