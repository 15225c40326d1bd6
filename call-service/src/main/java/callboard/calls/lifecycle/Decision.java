package callboard.calls.lifecycle;

import java.util.List;

import callboard.contracts.CallEvent;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Flag;

/// What becomes of a stimulus.
public sealed interface Decision {

    /// It happens: the call moves on to `next`, whose sequence is the event's.
    record Applied(EventType type, EventMetadata metadata, CallState next) implements Decision {}

    /// It happened before, as `event`; nothing changes.
    record Repeated(CallEvent event) implements Decision {}

    /// It may not happen.
    record Rejected(Reason reason, String message) implements Decision {}

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
    static Rejected rejected(Reason reason, String message, Object... details) {
        return new Rejected(reason, message.formatted(details));
    }

    /// An applied event whose broken rules show in its metadata and on the call.
    static Applied applied(EventType type, EventMetadata payload, CallState next, List<Flag> broken) {
        return new Applied(type, payload.withFlags(broken), next.flagged(broken));
    }
}
