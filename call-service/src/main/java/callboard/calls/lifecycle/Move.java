package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallState.Alarm;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event's change to a call: begun from the state before it, made step by step, and finished as the state
/// after it.
final class Move {

    private final CallState before;
    private final Instant at;
    private CallStatus status;
    private String queueId;
    private @Nullable String agentId;
    private @Nullable Instant endTime;
    private Instant statusSince;
    private @Nullable Instant answeredAt;
    private @Nullable Double waitTime;
    private double talkTime;
    private double holdTime;
    private @Nullable EndReason endReason;
    private final List<Rule> flags;
    private int sequence;
    private int waitingEntered;
    private int activeEntered;
    private int heldEntered;
    private @Nullable Instant ringingSince;
    private @Nullable Instant agentSince;
    private Alarm alarm;
    private Instant lastHeard;
    private int queueVersion;

    private Move(CallState before, Instant at) {
        this.before = before;
        // Senders' clocks differ: no change is dated before the status it ends.
        this.at = at.isBefore(before.statusSince()) ? before.statusSince() : at;
        status = before.status();
        queueId = before.queueId();
        agentId = before.agentId();
        endTime = before.endTime();
        statusSince = before.statusSince();
        answeredAt = before.answeredAt();
        waitTime = before.waitTime();
        talkTime = before.talkTime();
        holdTime = before.holdTime();
        endReason = before.endReason();
        flags = new ArrayList<>(before.flags());
        sequence = before.sequence();
        waitingEntered = before.waitingEntered();
        activeEntered = before.activeEntered();
        heldEntered = before.heldEntered();
        ringingSince = before.ringingSince();
        agentSince = before.agentSince();
        alarm = before.alarm();
        lastHeard = before.lastHeard();
        queueVersion = before.queueVersion();
    }

    /// A call's first state.
    static CallState beginning(String id, CallType type, String queueId, int queueVersion, Instant at, Instant heard) {
        return new CallState(
                id,
                type,
                CallStatus.WAITING,
                queueId,
                null,
                at,
                null,
                at,
                null,
                null,
                0,
                0,
                null,
                List.of(),
                1,
                1,
                0,
                0,
                null,
                null,
                Alarm.NONE,
                heard,
                queueVersion);
    }

    /// The next event of a call.
    static Move next(CallState call, Instant at) {
        var move = new Move(call, at);
        move.sequence++;
        return move;
    }

    /// A change that is no event.
    static Move withoutEvent(CallState call) {
        return new Move(call, call.statusSince());
    }

    Move heard(Instant when) {
        lastHeard = when;
        return this;
    }

    Move routedTo(String agent) {
        agentId = agent;
        ringingSince = at;
        return this;
    }

    Move answered(double reportedWait) {
        if (answeredAt == null) {
            answeredAt = at;
            waitTime = reportedWait;
        }
        if (before.status() == CallStatus.WAITING) {
            agentSince = at;
        }
        ringingSince = null;
        activeEntered = sequence;
        return enter(CallStatus.ACTIVE);
    }

    Move held() {
        heldEntered = sequence;
        return enter(CallStatus.ON_HOLD);
    }

    Move resumed() {
        activeEntered = sequence;
        return enter(CallStatus.ACTIVE);
    }

    /// Back to waiting; a call that was waiting has waited all along, and its alarm stands.
    Move retransferred(@Nullable String toAgent, @Nullable String toQueue) {
        agentId = toAgent;
        ringingSince = toAgent == null ? null : at;
        agentSince = null;
        queueId = toQueue == null ? queueId : toQueue;
        waitingEntered = sequence;
        return before.status() == CallStatus.WAITING ? this : enter(CallStatus.WAITING);
    }

    Move underVersion(int version) {
        queueVersion = version;
        return this;
    }

    Move ended(EndReason reason) {
        endTime = at;
        endReason = reason;
        ringingSince = null;
        return enter(CallStatus.ENDED);
    }

    Move broke(List<Flag> broken) {
        broken.stream().map(Flag::rule).filter(rule -> !flags.contains(rule)).forEach(flags::add);
        return this;
    }

    Move alarmed(Alarm reached) {
        alarm = reached;
        return this;
    }

    CallState done() {
        return new CallState(
                before.id(),
                before.type(),
                status,
                queueId,
                agentId,
                before.startTime(),
                endTime,
                statusSince,
                answeredAt,
                waitTime,
                talkTime,
                holdTime,
                endReason,
                flags,
                sequence,
                waitingEntered,
                activeEntered,
                heldEntered,
                ringingSince,
                agentSince,
                alarm,
                lastHeard,
                queueVersion);
    }

    private Move enter(CallStatus next) {
        double seconds = Duration.between(statusSince, at).toMillis() / 1000.0;
        switch (before.status()) {
            case ACTIVE -> talkTime += seconds;
            case ON_HOLD -> holdTime += seconds;
            case WAITING, ENDED -> {}
        }
        status = next;
        statusSince = at;
        alarm = Alarm.NONE;
        return this;
    }
}
