package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest.Initiated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A caller's channel in a queue, and the phones that it has rung.
final class PbxCall {

    /// An agent's phone, on a channel of its own.
    record Ring(String agent, int channel, Instant since) {}

    private final Initiated beginning;
    private final int channel;
    private final Instant beganAt;
    final Map<String, Ring> ringing = new LinkedHashMap<>();
    String queue;
    Instant joinedAt;
    /// How many queues it has come to.
    int visits = 1;

    @Nullable
    Ring agent;

    Instant answeredAt;
    boolean isHeld;

    PbxCall(Initiated beginning, int channel, Instant at) {
        this.beginning = beginning;
        this.channel = channel;
        beganAt = at;
        queue = beginning.queueId();
        joinedAt = at;
        answeredAt = at;
    }

    String callId() {
        return beginning.callId();
    }

    @Nullable
    String number() {
        return beginning.from();
    }

    @Nullable
    String name() {
        return beginning.callerName();
    }

    int channel() {
        return channel;
    }

    Instant beganAt() {
        return beganAt;
    }

    boolean isWaiting() {
        return agent == null;
    }

    /// Every other call is ended by the caller, the rest by the agent.
    boolean isHungUpByCaller() {
        return channel % 2 == 0;
    }
}
