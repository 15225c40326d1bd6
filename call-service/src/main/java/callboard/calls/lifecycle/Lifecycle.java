package callboard.calls.lifecycle;

import static callboard.calls.lifecycle.Decision.rejected;

import callboard.calls.lifecycle.CallInput.Reported;
import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.CallState.Alarm;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Flag;
import java.time.Instant;
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
            return Payload.same(reported.sameId(), event)
                    ? new Decision.Repeated(reported.sameId())
                    : idReused(reported.eventId(), event);
        }
        if (event instanceof Initiated initiated) {
            return call == null ? begin(initiated, reported) : beginAgain(call, initiated, reported);
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
        var told = Payload.of(event);
        return limits == null
                ? unknownQueue(event.queueId())
                : new Applied(
                        EventType.INITIATED,
                        reported.at(),
                        told,
                        Move.beginning(
                                event.callId(),
                                event.type(),
                                event.queueId(),
                                limits.version(),
                                reported.at(),
                                reported.receivedAt(),
                                Parties.of(told)),
                        null);
    }

    /// The same beginning again, under whatever id, is a repeat; another one is another call's. Once the call has ended
    /// an id or a time of its own tells that it is another one, too.
    private static Decision beginAgain(CallState call, Initiated event, Reported reported) {
        var first = reported.sameType();
        if (first == null || !Payload.same(first, event)) {
            return rejected(Reason.CALL_EXISTS, "Call %s exists, with another type or queue", event.callId());
        }
        return call.status() == CallStatus.ENDED
                        && (differ(first.eventId(), reported.eventId())
                                || differ(first.occurredAt(), event.occurredAt()))
                ? rejected(Reason.CALL_EXISTS, "Call %s exists and has ended", event.callId())
                : new Decision.Repeated(first);
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !one.equals(other);
    }

    /// Without an id of the sender's, an equal payload is a repeat until the call has come back to where such an
    /// event starts from. If both say when it happened, that tells one happening from two, whatever came since.
    private static boolean isRepeat(CallState call, Reported reported, CallEvent before) {
        if (!Payload.same(before, reported.event())) {
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

    private static Decision move(CallState call, Reported reported) {
        var told = Payload.of(reported.event());
        var limits = reported.limits();
        var type = Payload.typeOf(reported.event());
        var illegal = illegal(call, type);
        if (illegal != null) {
            return illegal;
        }
        return limits == null
                ? unknownQueue(told.queueId() == null ? call.queueId() : told.queueId())
                : apply(call, type, told, reported.at(), reported.receivedAt(), limits);
    }

    /// Why the event can't happen to the call as it stands; null when it can.
    static Decision.@Nullable Rejected illegal(CallState call, EventType type) {
        if (call.status() == CallStatus.ENDED) {
            return ended(call, type);
        }
        return TransitionGraph.target(call.status(), type).isPresent()
                ? null
                : rejected(
                        Reason.ILLEGAL_TRANSITION,
                        "%s can't happen to call %s while it is %s",
                        type.word(),
                        call.id(),
                        call.status().word());
    }

    /// What a legal event makes of the call.
    static Applied apply(
            CallState call, EventType type, EventMetadata told, Instant at, Instant receivedAt, Limits limits) {
        var move = Move.next(call, at).heard(receivedAt);
        return switch (type) {
            case ROUTED ->
                applied(type, at, told, move.routedTo(Payload.agents(told)), Rules.routed(call, told, at, limits));
            case ANSWERED ->
                applied(
                        type,
                        at,
                        told,
                        move.answered(told.agentId(), told.waitTime(), limits),
                        Rules.answered(call, told, at, limits));
            case HOLD -> {
                var broken = Rules.held(told, limits);
                // A hold that its sender reports as too long needs no timer to say so again.
                yield applied(
                        type,
                        at,
                        told,
                        broken.isEmpty() ? move.held() : move.held().alarmed(Alarm.BROKEN),
                        broken);
            }
            case RESUMED -> applied(type, at, told, move.resumed(), List.of());
            case RETRANSFER ->
                applied(
                        type,
                        at,
                        told,
                        move.retransferred(told.agentId(), told.queueId()).underVersion(limits.version()),
                        List.of());
            case ENDED -> {
                var reason = endReason(call, told);
                yield applied(type, at, told, move.ended(reason), Rules.ended(call, told, reason, at, limits));
            }
            case INITIATED, FLAGGED -> throw new IllegalStateException(type + " never moves a call");
        };
    }

    /// Where it isn't told, it follows from how the call stood when it ended, in whatever order that was heard.
    private static EndReason endReason(CallState call, EventMetadata told) {
        if (told.endReason() != null) {
            return told.endReason();
        }
        return call.status() == CallStatus.WAITING ? EndReason.ABANDONED : EndReason.COMPLETED;
    }

    private static Applied applied(EventType type, Instant at, EventMetadata told, Move move, List<Flag> broken) {
        return new Applied(type, at, told.withFlags(broken), move.broke(broken).done(), null);
    }

    /// Nothing follows the end.
    public static Decision.Rejected ended(CallState call, EventType type) {
        return rejected(Reason.CALL_ENDED, "Call %s has ended; %s can't follow", call.id(), type.word());
    }

    /// Another event is known under its id.
    public static Decision.Rejected idReused(@Nullable String eventId, CallEventRequest event) {
        return rejected(
                Reason.EVENT_ID_REUSED,
                "Event id %s was used on call %s before, with another payload",
                eventId,
                event.callId());
    }

    public static Decision.Rejected unknownQueue(String queueId) {
        return rejected(Reason.UNKNOWN_QUEUE, "There is no queue %s", queueId);
    }
}
