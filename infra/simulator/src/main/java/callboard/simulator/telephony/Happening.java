package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Initiated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happens to a call, and what was so until then.
///
/// Who is rung or has answered is always named; a held call is taken back by `Resumed` and nothing else.
///
/// @param number    1, 2, 3 … of its call: what ids of messages are made of
/// @param beginning of its call, told by this or before
/// @param queueId   the queue that the call was in
/// @param agentId   who was rung or had the call; the first of several; null where nobody
/// @param isTalking whether somebody had the call, on hold or not
/// @param since     when the call began to wait, or to be talked, or was put on hold
public record Happening(
        CallEventRequest event,
        Instant at,
        int number,
        Initiated beginning,
        Instant beganAt,
        String queueId,
        @Nullable String agentId,
        boolean isTalking,
        Instant since) {

    public String callId() {
        return beginning.callId();
    }
}
