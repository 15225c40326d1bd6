package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import java.util.Set;

/// A kind of telephony system, which tells in its own words what happens in the call centre.
public sealed interface Kind permits PostingKind, DialledKind {

    /// What the connection to it has to be set to.
    ConnectionSettings settings();

    /// What such a system can't tell: it is left out of what happens before it is put into words.
    Set<Untold> leavesOut();

    /// What Callboard calls a call of the call centre.
    default String callId(String callId) {
        return callId;
    }

    /// What Callboard calls a queue that a call was put into.
    ///
    /// @param beginning of that call
    default String queueId(String queueId, Initiated beginning) {
        return queueId;
    }

    /// How a call's end reads in this system's words.
    ///
    /// @param isTalking whether somebody had the call
    EndReason outcome(EndReason reason, boolean isTalking);
}
