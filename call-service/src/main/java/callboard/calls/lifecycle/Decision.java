package callboard.calls.lifecycle;

import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of a input.
public sealed interface Decision {

    /// It happens, or did at `at`: the call moves on to `next`, whose sequence is the event's, and dashboards may be
    /// alerted.
    record Applied(
            EventType type,
            Instant at,
            EventMetadata metadata,
            CallState next,
            @Nullable Alert alert) implements Decision {}

    /// It happened before, as `event`; nothing changes.
    record Repeated(CallEvent event) implements Decision {}

    /// It may not happen.
    record Rejected(Reason reason, String message) implements Decision {}

    /// No event, but dashboards are warned, once.
    record Warned(CallState next, Alert alert) implements Decision {}

    /// Nothing is due.
    record Nothing() implements Decision {}

    /// Why an event may not happen.
    enum Reason {
        UNKNOWN_CALL,
        UNKNOWN_QUEUE,
        CALL_EXISTS,
        CALL_ENDED,
        ILLEGAL_TRANSITION,
        EVENT_ID_REUSED
    }

    /// A rejection in words.
    static Rejected rejected(Reason reason, String message, @Nullable Object... details) {
        return new Rejected(reason, message.formatted(details));
    }
}
