package callboard.simulator.telephony;

import callboard.contracts.EndReason;
import java.time.Instant;

/// What a PBX does with calls, one step after the other, told while each is being taken: the call is still what it was
/// before, and already has what comes with it.
interface PbxSteps {

    /// Comes to a queue, the call's first or a later one.
    void joined(PbxCall call, Instant at);

    void rings(PbxCall call, PbxCall.Ring ring, Instant at);

    /// Nobody has picked up.
    void rangOut(PbxCall call, PbxCall.Ring ring, Instant at);

    /// Others' phones that rang have stopped.
    void connected(PbxCall call, PbxCall.Ring agent, Instant at);

    void held(PbxCall call, PbxCall.Ring agent, Instant at);

    void resumed(PbxCall call, PbxCall.Ring agent, Instant at);

    /// The agent passes the call on and is free. It comes to a queue next.
    void transferred(PbxCall call, PbxCall.Ring agent, String toQueue, Instant at);

    /// Either side hangs up.
    void completed(PbxCall call, PbxCall.Ring agent, Instant at);

    /// Out of the queue unanswered, and over.
    void left(PbxCall call, EndReason reason, Instant at);

    /// The PBX was killed and has started again.
    default void crashed() {}
}
