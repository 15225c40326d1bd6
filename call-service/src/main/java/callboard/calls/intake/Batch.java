package callboard.calls.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import callboard.calls.lifecycle.CallState;
import callboard.contracts.CallEvent;
import callboard.contracts.EventType;
import org.jspecify.annotations.Nullable;

/// One transaction's picture: the calls it has locked with what is known of them, and what it is about to write.
/// Later events of the batch are decided on what earlier ones of it left.
final class Batch {

    private record IdKey(String callId, String eventId) {}

    private record TypeKey(String callId, EventType type) {}

    /// An event to write, with the call as it stands after it.
    record Written(CallEvent event, CallState after, @Nullable String traceparent) {}

    private final Map<String, CallState> calls = new HashMap<>();
    private final Map<String, Integer> lockedAt = new LinkedHashMap<>();
    private final Map<IdKey, CallEvent> byId = new HashMap<>();
    private final Map<TypeKey, CallEvent> byType = new HashMap<>();
    private final List<Written> written = new ArrayList<>();

    void locked(CallState call) {
        calls.put(call.id(), call);
    }

    void recorded(CallEvent event) {
        byType.merge(new TypeKey(event.callId(), event.type()), event,
                (a, b) -> a.sequence() > b.sequence() ? a : b);
        if (event.eventId() != null) {
            byId.put(new IdKey(event.callId(), event.eventId()), event);
        }
    }

    @Nullable CallState call(String callId) {
        return calls.get(callId);
    }

    @Nullable CallEvent sameId(String callId, @Nullable String eventId) {
        return eventId == null ? null : byId.get(new IdKey(callId, eventId));
    }

    @Nullable CallEvent sameType(String callId, EventType type) {
        return byType.get(new TypeKey(callId, type));
    }

    void apply(CallEvent event, CallState after, @Nullable String traceparent) {
        var before = calls.put(event.callId(), after);
        lockedAt.putIfAbsent(event.callId(), before == null ? 0 : before.sequence());
        recorded(event);
        written.add(new Written(event, after, traceparent));
    }

    List<Written> written() {
        return written;
    }

    /// The calls that moved, as they stand now.
    Collection<CallState> moved() {
        return lockedAt.keySet().stream().sorted().map(calls::get).toList();
    }

    /// The sequence that the call had when it was locked; 0 when it did not exist.
    int sequenceBefore(CallState call) {
        return lockedAt.getOrDefault(call.id(), 0);
    }
}
