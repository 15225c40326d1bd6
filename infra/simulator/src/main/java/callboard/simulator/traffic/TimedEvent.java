package callboard.simulator.traffic;

import callboard.contracts.CallEventRequest;
import java.time.Duration;

/// An event of a call and when it happens.
///
/// @param at since the call centre opened
public record TimedEvent(Duration at, CallEventRequest event) {

    public String callId() {
        return event.callId();
    }
}
