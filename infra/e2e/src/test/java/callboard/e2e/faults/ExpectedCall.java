package callboard.e2e.faults;

import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.EndReason;
import callboard.simulator.telephony.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call was, by what has happened to it.
final class ExpectedCall {

    final List<Instant> times = new ArrayList<>();
    final List<String> queues = new ArrayList<>();
    /// Those who have answered it.
    final List<String> agents = new ArrayList<>();

    @Nullable
    Instant answeredAt;

    @Nullable
    Instant endedAt;

    @Nullable
    EndReason endReason;

    Duration held = Duration.ZERO;
    boolean isTalking;
    boolean isGone;
    private @Nullable Instant heldSince;

    void note(Happening happening) {
        if (isGone) {
            return;
        }
        var at = happening.at();
        times.add(at);
        switch (happening.event()) {
            case Initiated begun -> queues.add(begun.queueId());
            case Routed _ -> {}
            case Answered answered -> {
                agents.add(String.valueOf(answered.agentId()));
                answeredAt = answeredAt == null ? at : answeredAt;
                isTalking = true;
            }
            case Hold _ -> heldSince = at;
            case Resumed _ -> resume(at);
            case Retransfer passedOn -> {
                resume(at);
                isTalking = false;
                queues.add(passedOn.queueId() == null ? queues.getLast() : passedOn.queueId());
            }
            case Ended ended -> {
                resume(at);
                endReason = ended.endReason();
                endedAt = at;
            }
        }
    }

    private void resume(Instant at) {
        if (heldSince != null) {
            held = held.plus(Duration.between(heldSince, at));
            heldSince = null;
        }
    }

    boolean isOpen() {
        return endedAt == null && !isGone;
    }

    boolean isHeld() {
        return heldSince != null;
    }
}
