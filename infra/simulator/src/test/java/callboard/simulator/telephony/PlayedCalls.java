package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import java.time.Instant;
import java.util.List;

/// What happens in a call centre in which a test says so, a second each.
final class PlayedCalls {

    private final DialledKind kind;
    private final Retelling retelling;
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    PlayedCalls(DialledKind kind) {
        this.kind = kind;
        retelling = new Retelling(kind);
    }

    private void happens(CallEventRequest event) {
        now = now.plusSeconds(1);
        retelling.retell(event, now).ifPresent(kind::tell);
    }

    void begins(String call) {
        happens(new Initiated(
                call, CallType.VIDEO, "sales", null, null, "+44770", null, Direction.INBOUND, "Zoë O'Neill", null));
    }

    void rings(String call, String... agents) {
        happens(
                agents.length == 1
                        ? new Routed(call, agents[0], 1.0, null, null)
                        : new Routed(call, null, 1.0, null, null, List.of(agents)));
    }

    void isAnswered(String call, String agent) {
        happens(new Answered(call, 1.0, null, null, agent));
    }

    void isHeld(String call) {
        happens(new Hold(call, 1.0, null, null));
    }

    void isResumed(String call) {
        happens(new Resumed(call, null, null));
    }

    void isPassedOn(String call, String queue) {
        happens(new Retransfer(call, null, queue, "transfer", null, null));
    }

    void ends(String call, EndReason reason) {
        happens(new Ended(call, reason, 1.0, null, null));
    }
}
