package callboard.calls.lifecycle;

import static callboard.calls.lifecycle.Decision.rejected;

import callboard.calls.lifecycle.CallInput.Reported;
import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.CallState.Alarm;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.EventType;
import callboard.contracts.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a input: a repeat first, then the graph, then the rules.
public final class Lifecycle {

    private Lifecycle() {}

    /// @param call the call as it stands; absent when it is not known
    public static Decision decide(@Nullable CallState call, CallInput input) {
        return switch (input) {
            case Reported reported -> decide(call, reported);
            case TimePassed time -> call == null ? new Decision.Nothing() : DeadlineRules.decide(call, time);
        };
    }

    private static Decision decide(@Nullable CallState call, Reported reported) {
        var event = reported.event();
        if (reported.sameId() != null) {
            return saysTheSame(reported, reported.sameId())
                    ? new Decision.Repeated(reported.sameId())
                    : rejected(
                            Reason.EVENT_ID_REUSED,
                            "Event id %s was used on call %s before, with another payload",
                            reported.eventId(),
                            event.callId());
        }
        if (event instanceof Initiated initiated) {
            return call == null ? begin(initiated, reported) : beginAgain(initiated, reported);
        }
        if (call == null) {
            return rejected(Reason.UNKNOWN_CALL, "Call %s is not known", event.callId());
        }
        if (reported.eventId() == null
                && reported.sameType() != null
                && isRepeat(call, reported, reported.sameType())) {
            return new Decision.Repeated(reported.sameType());
        }
        return move(call, reported);
    }

    private static Decision begin(Initiated event, Reported reported) {
        var limits = reported.limits();
        return limits == null
                ? unknownQueue(event.queueId())
                : new Applied(
                        EventType.INITIATED,
                        Payload.of(event),
                        Move.beginning(
                                event.callId(),
                                event.type(),
                                event.queueId(),
                                limits.version(),
                                reported.at(),
                                reported.receivedAt()),
                        null);
    }

    /// The same beginning again, under whatever id, is a repeat; another one is another call's.
    private static Decision beginAgain(Initiated event, Reported reported) {
        return reported.sameType() != null && saysTheSame(reported, reported.sameType())
                ? new Decision.Repeated(reported.sameType())
                : rejected(Reason.CALL_EXISTS, "Call %s exists, with another type or queue", event.callId());
    }

    /// Without an id of the sender's, an equal payload is a repeat until the call has come back to where such an
    /// event starts from. If both say when it happened, that tells one happening from two, whatever came since.
    private static boolean isRepeat(CallState call, Reported reported, CallEvent before) {
        if (!saysTheSame(reported, before)) {
            return false;
        }
        var at = reported.event().occurredAt();
        return at != null && before.occurredAt() != null
                ? at.equals(before.occurredAt())
                : before.sequence() >= cameBack(call, before.type());
    }

    /// Sequence at which the call last came to the status from which `type` starts.
    private static int cameBack(CallState call, EventType type) {
        return switch (type) {
            case ROUTED, ANSWERED -> call.waitingEntered();
            case HOLD, RETRANSFER -> call.activeEntered();
            case RESUMED -> call.heldEntered();
            case INITIATED, ENDED, FLAGGED -> 0;
        };
    }

    private static boolean saysTheSame(Reported reported, CallEvent before) {
        return before.type() == Payload.typeOf(reported.event())
                && Payload.of(before.metadata()).equals(Payload.of(reported.event()));
    }

    private static Decision move(CallState call, Reported reported) {
        var type = Payload.typeOf(reported.event());
        if (call.status() == CallStatus.ENDED) {
            return rejected(Reason.CALL_ENDED, "Call %s has ended; %s can't follow", call.id(), type.word());
        }
        if (TransitionGraph.target(call.status(), type).isEmpty()) {
            return rejected(
                    Reason.ILLEGAL_TRANSITION,
                    "%s can't happen to call %s while it is %s",
                    type.word(),
                    call.id(),
                    call.status().word());
        }
        var limits = reported.limits();
        if (limits == null) {
            var named = Payload.queueOf(reported.event());
            return unknownQueue(named == null ? call.queueId() : named);
        }
        var move = Move.next(call, reported.at()).heard(reported.receivedAt());
        return switch (reported.event()) {
            case Routed e -> applied(e, move.routedTo(e.agentId()), Rules.of(e, limits));
            case Answered e -> applied(e, move.answered(e.waitTime()), Rules.of(e, limits));
            case Hold e -> {
                var broken = Rules.of(e, limits);
                // A hold that its sender reports as too long needs no timer to say so again.
                yield applied(e, broken.isEmpty() ? move.held() : move.held().alarmed(Alarm.BROKEN), broken);
            }
            case Resumed e -> applied(e, move.resumed(), List.of());
            case Retransfer e ->
                applied(e, move.retransferred(e.agentId(), e.queueId()).underVersion(limits.version()), List.of());
            case Ended e -> applied(e, move.ended(e.endReason()), Rules.of(e, call.answeredAt() != null, limits));
            case Initiated _ -> throw new IllegalStateException("call_initiated begins a call and never moves one");
        };
    }

    private static Decision applied(CallEventRequest event, Move move, List<Flag> broken) {
        return new Applied(
                Payload.typeOf(event),
                Payload.of(event).withFlags(broken),
                move.broke(broken).done(),
                null);
    }

    private static Decision unknownQueue(String queueId) {
        return rejected(Reason.UNKNOWN_QUEUE, "There is no queue %s", queueId);
    }
}
