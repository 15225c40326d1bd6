package callboard.calls.lifecycle;

import static callboard.contracts.CallStatus.ACTIVE;
import static callboard.contracts.CallStatus.ENDED;
import static callboard.contracts.CallStatus.ON_HOLD;
import static callboard.contracts.CallStatus.WAITING;

import callboard.contracts.CallStatus;
import callboard.contracts.EventType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Every legal edge of an existing call, and no other. Nothing leaves `ended`. A call's first edge, from nothing
/// to `waiting`, is `call_initiated`'s alone.
public final class TransitionGraph {

    private static final Map<EventType, Map<CallStatus, CallStatus>> EDGES = new EnumMap<>(Map.of(
            EventType.ROUTED, Map.of(WAITING, WAITING),
            EventType.ANSWERED, Map.of(WAITING, ACTIVE, ON_HOLD, ACTIVE),
            EventType.HOLD, Map.of(ACTIVE, ON_HOLD),
            EventType.RESUMED, Map.of(ON_HOLD, ACTIVE),
            EventType.RETRANSFER, Map.of(WAITING, WAITING, ACTIVE, WAITING, ON_HOLD, WAITING),
            EventType.ENDED, Map.of(WAITING, ENDED, ACTIVE, ENDED, ON_HOLD, ENDED),
            EventType.FLAGGED, Map.of(WAITING, WAITING, ACTIVE, ACTIVE, ON_HOLD, ON_HOLD)));

    private TransitionGraph() {}

    /// Where the event takes a call that stands at `from`; empty when it may not happen there.
    public static Optional<CallStatus> target(CallStatus from, EventType event) {
        return Optional.ofNullable(EDGES.getOrDefault(event, Map.of()).get(from));
    }
}
