package callboard.calls.intake;

import callboard.calls.lifecycle.CallState;
import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One transaction's events: the calls it has locked with what is known of them, and what it is about to write.
/// Later events of the batch are decided on what earlier ones of it left.
final class Batch {

    private record IdKey(String callId, String eventId) {}

    private record TypeKey(String callId, EventType type) {}

    /// An event to write, with the call as it stood before it (not at all, for its first) and stands after it.
    record Written(
            CallEvent event,
            @Nullable CallState before,
            CallState after,
            @Nullable String traceparent) {}

    private final Map<String, CallState> found = new HashMap<>();
    private final Map<String, CallState> calls = new HashMap<>();
    private final Set<String> moved = new TreeSet<>();
    private final Map<IdKey, CallEvent> byId = new HashMap<>();
    private final Map<TypeKey, CallEvent> byType = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    void locked(CallState call) {
        found.put(call.id(), call);
        calls.put(call.id(), call);
    }

    void recorded(CallEvent event) {
        byType.merge(new TypeKey(event.callId(), event.type()), event, (a, b) -> a.sequence() > b.sequence() ? a : b);
        if (event.eventId() != null) {
            byId.put(new IdKey(event.callId(), event.eventId()), event);
        }
    }

    @Nullable
    CallState call(String callId) {
        return calls.get(callId);
    }

    @Nullable
    CallEvent sameId(String callId, @Nullable String eventId) {
        return eventId == null ? null : byId.get(new IdKey(callId, eventId));
    }

    @Nullable
    CallEvent sameType(String callId, EventType type) {
        return byType.get(new TypeKey(callId, type));
    }

    void apply(CallEvent event, CallState after, @Nullable String traceparent) {
        var before = calls.get(event.callId());
        move(after);
        recorded(event);
        written.add(new Written(event, before, after, traceparent));
    }

    /// A change of a call that is no event.
    void move(CallState after) {
        calls.put(after.id(), after);
        moved.add(after.id());
    }

    void alert(@Nullable Alert alert) {
        if (alert != null) {
            alerts.add(alert);
        }
    }

    List<Alert> alerts() {
        return alerts;
    }

    /// All calls that it has locked.
    List<CallState> calls() {
        return List.copyOf(calls.values());
    }

    List<Written> written() {
        return written;
    }

    /// The call as it stood before any of this; null when it is new.
    @Nullable
    CallState found(String callId) {
        return found.get(callId);
    }

    /// The calls that moved, as they stand now, in order of id.
    List<CallState> moved() {
        return moved.stream().map(calls::get).toList();
    }
}
