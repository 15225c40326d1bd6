package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallInput.Reported;
import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call with its history, told as prose: `aWaitingCall().routedTo("agent_7").answeredAfter(4)`.
final class Calls {

    static final String ID = "call-1";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Nullable
    CallState state;

    final List<CallEvent> history = new ArrayList<>();
    private Instant now = START;

    static Calls aCallNobodyKnows() {
        return new Calls();
    }

    static Calls aWaitingCall() {
        return new Calls().happens(initiated());
    }

    static Calls anActiveCall() {
        return aWaitingCall().routedTo("agent_7").happens(answered(4));
    }

    static Calls aHeldCall() {
        return anActiveCall().happens(hold(5));
    }

    static Calls anEndedCall() {
        return anActiveCall().happens(ended(EndReason.COMPLETED, 120));
    }

    Calls routedTo(String agent) {
        return happens(routed(agent));
    }

    Calls after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Calls happens(CallEventRequest event) {
        return happens(event, null);
    }

    Calls happens(CallEventRequest event, @Nullable String eventId) {
        if (!(decide(event, eventId) instanceof Applied applied)) {
            throw new AssertionError(event + " should have happened: " + decide(event, eventId));
        }
        history.add(new CallEvent(
                UUID.randomUUID(),
                ID,
                applied.type(),
                now,
                applied.metadata(),
                applied.next().sequence(),
                eventId,
                event.occurredAt(),
                now));
        state = applied.next();
        return this;
    }

    Decision decide(CallEventRequest event) {
        return decide(event, null);
    }

    Decision decide(CallEventRequest event, @Nullable String eventId) {
        return decide(event, eventId, Limits.STANDARD);
    }

    Decision decide(CallEventRequest event, @Nullable String eventId, @Nullable Limits limits) {
        var sameId = history.stream()
                .filter(each -> eventId != null && eventId.equals(each.eventId()))
                .findFirst()
                .orElse(null);
        var sameType = history.stream()
                .filter(each -> each.type() == Payload.typeOf(event))
                .reduce((_, later) -> later)
                .orElse(null);
        return Lifecycle.decide(state, new Reported(event, eventId, now, now, sameId, sameType, limits));
    }

    /// Does what is due, one thing after another, until nothing is.
    List<Decision> timePasses() {
        var decisions = new ArrayList<Decision>();
        while (true) {
            var decision = Lifecycle.decide(state, new TimePassed(now, Limits.STANDARD, TimeoutPolicy.STANDARD));
            switch (decision) {
                case Applied applied -> {
                    history.add(new CallEvent(
                            UUID.randomUUID(),
                            ID,
                            applied.type(),
                            now,
                            applied.metadata(),
                            applied.next().sequence(),
                            null,
                            null,
                            now));
                    state = applied.next();
                }
                case Decision.Warned warned -> state = warned.next();
                case Decision.Nothing _ -> {
                    return decisions;
                }
                case Decision.Repeated _, Decision.Rejected _ -> throw new AssertionError(decision);
            }
            decisions.add(decision);
        }
    }

    Instant nextLook() {
        return Deadlines.next(state(), Limits.STANDARD, TimeoutPolicy.STANDARD).orElseThrow();
    }

    Instant now() {
        return now;
    }

    CallState state() {
        if (state == null) {
            throw new AssertionError("The call is not known");
        }
        return state;
    }

    static Initiated initiated() {
        return new Initiated(ID, CallType.VOICE, "medical_spanish", null, null);
    }

    static Routed routed(String agent) {
        return new Routed(ID, agent, 3.0, null, null);
    }

    static Answered answered(double waitTime) {
        return new Answered(ID, waitTime, null, null);
    }

    static Hold hold(double holdDuration) {
        return new Hold(ID, holdDuration, null, null);
    }

    static Resumed resumed() {
        return new Resumed(ID, null, null);
    }

    static Retransfer retransfer() {
        return new Retransfer(ID, null, null, "wrong language", null, null);
    }

    static Ended ended(@Nullable EndReason reason, double duration) {
        return new Ended(ID, reason, duration, null, null);
    }

    /// An event of each type that a sender may send.
    static CallEventRequest sample(EventType type) {
        return switch (type) {
            case INITIATED -> initiated();
            case ROUTED -> routed("agent_9");
            case ANSWERED -> answered(77);
            case HOLD -> hold(66);
            case RESUMED -> resumed();
            case RETRANSFER -> retransfer();
            case ENDED -> ended(EndReason.FAILED, 55);
            case FLAGGED -> throw new IllegalArgumentException("Nobody sends call_flagged");
        };
    }
}
