package callboard.calls.connection.message;

import callboard.contracts.CallEventRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message means.
///
/// @param events what it tells of calls, in order; often nothing
/// @param reason why it can't be understood, where that is known
public record Translated(
        Meaning meaning,
        List<CallEventRequest> events,
        @Nullable String reason) {

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

    public Translated(Meaning meaning, List<CallEventRequest> events) {
        this(meaning, events, null);
    }

    public static Translated unknown(String reason) {
        return new Translated(Meaning.UNKNOWN, List.of(), reason);
    }

    public static Translated read(List<CallEventRequest> events) {
        return new Translated(Meaning.READ, events);
    }
}
