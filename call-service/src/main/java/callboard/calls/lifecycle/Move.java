package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallState.Alarm;
import callboard.calls.lifecycle.CallState.Ring;
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
    private @Nullable Instant latestAt;
    private List<String> ringing;
    private List<String> rung;
    private @Nullable Instant visitSince;
    private @Nullable Instant visitAnsweredAt;
    private @Nullable Boolean answeredWithin;
    private @Nullable Boolean visitAnsweredWithin;
    private double visitHandled;
    private @Nullable String sender;

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
        latestAt = before.latestAt();
        ringing = before.ringing();
        rung = before.rung();
        visitSince = before.visitSince();
        visitAnsweredAt = before.visitAnsweredAt();
        answeredWithin = before.answeredWithin();
        visitAnsweredWithin = before.visitAnsweredWithin();
        visitHandled = before.visitHandled();
        sender = before.sender();
    }

    /// A call's first state.
    static CallState beginning(
            String id,
            CallType type,
            String queueId,
            int queueVersion,
            Instant at,
            Instant heard,
            @Nullable Parties parties) {
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
                queueVersion,
                at,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                parties);
    }

    /// The next event of a call.
    static Move next(CallState call, Instant at) {
        var move = new Move(call, at);
        move.sequence++;
        move.reach(at);
        return move;
    }

    /// No change.
    static Move copy(CallState call) {
        return new Move(call, call.statusSince());
    }

    /// A change that is no event.
    static Move withoutEvent(CallState call, Instant at) {
        var move = new Move(call, at);
        move.reach(at);
        return move;
    }

    private void reach(Instant when) {
        var latest = before.latest();
        latestAt = when.isBefore(latest) ? latest : when;
    }

    Move heard(Instant when) {
        lastHeard = when;
        return this;
    }

    Move from(@Nullable String heardFrom) {
        sender = heardFrom;
        return this;
    }

    Move placed(int place) {
        sequence = place;
        return this;
    }

    /// The latest route wins: who rang until now and is not rung again has not answered.
    Move routedTo(List<String> agents) {
        endRings(agents);
        agentId = agents.getLast();
        ringing = agents;
        ringingSince = at;
        return this;
    }

    /// @param by           who picked up, as far as the sender says; else the one who was rung last, be it that we have
    ///         given up on them
    /// @param reportedWait seconds until the first answer; else they follow from the times
    Move answered(@Nullable String by, @Nullable Double reportedWait, Limits limits) {
        if (visitAnsweredAt == null) {
            boolean isFirst = answeredAt == null;
            double wait = isFirst && reportedWait != null ? reportedWait : seconds(before.enteredQueue(), at);
            visitAnsweredAt = at;
            visitAnsweredWithin = !limits.isOutsideHours(before) && wait <= limits.targetSeconds();
            if (isFirst) {
                answeredAt = at;
                waitTime = wait;
                answeredWithin = visitAnsweredWithin;
            }
        }
        if (by != null) {
            agentSince = before.agentSince() != null && by.equals(agentId) ? agentSince : at;
            agentId = by;
        } else if (before.status() == CallStatus.WAITING) {
            agentSince = at;
            if (agentId == null && !rung.isEmpty()) {
                agentId = Ring.of(rung.getLast()).agentId();
            }
        }
        ringing = List.of();
        rung = List.of();
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
        ringing = toAgent == null ? List.of() : List.of(toAgent);
        rung = List.of();
        ringingSince = toAgent == null ? null : at;
        agentSince = null;
        waitingEntered = sequence;
        if (before.status() != CallStatus.WAITING) {
            enter(CallStatus.WAITING);
        }
        if (toQueue != null && !toQueue.equals(queueId)) {
            queueId = toQueue;
            visitSince = at;
            visitAnsweredAt = null;
            visitAnsweredWithin = null;
            visitHandled = talkTime + holdTime;
        }
        return this;
    }

    /// We have given up on those who are rung: a guess, which their answer corrects.
    Move released() {
        endRings(List.of());
        agentId = null;
        ringing = List.of();
        ringingSince = null;
        waitingEntered = sequence;
        return this;
    }

    private void endRings(List<String> goOn) {
        var ended = new ArrayList<>(rung);
        ringing.stream()
                .filter(agent -> !goOn.contains(agent))
                .map(agent -> new Ring(at, agent).toString())
                .forEach(ended::add);
        rung = ended;
    }

    Move underVersion(int version) {
        queueVersion = version;
        return this;
    }

    Move ended(EndReason reason) {
        endTime = at;
        endReason = reason;
        ringing = List.of();
        rung = List.of();
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
                queueVersion,
                latestAt,
                ringing,
                rung,
                visitSince,
                visitAnsweredAt,
                answeredWithin,
                visitAnsweredWithin,
                visitHandled,
                sender,
                before.parties());
    }

    private Move enter(CallStatus next) {
        double seconds = seconds(statusSince, at);
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

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
