package callboard.calls.connection.message;

import callboard.contracts.CallEventRequest;
import java.util.List;

/// What a message means.
///
/// @param events what it tells of calls, in order; often nothing
public record Translated(Meaning meaning, List<CallEventRequest> events) {

    public static final Translated IGNORED = new Translated(Meaning.IGNORED, List.of());
    public static final Translated UNKNOWN = new Translated(Meaning.UNKNOWN, List.of());

    /// Whether a message is understood.
    public enum Meaning {
        /// Read, whether or not it told anything new.
        READ,
        /// Known to tell nothing of calls in queues.
        IGNORED,
        /// Of an unknown kind, or without what its kind should have.
        UNKNOWN
    }

    public Translated {
        events = List.copyOf(events);
    }

    public static Translated read(List<CallEventRequest> events) {
        return new Translated(Meaning.READ, events);
    }
}
