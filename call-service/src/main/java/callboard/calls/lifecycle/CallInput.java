package callboard.calls.lifecycle;

import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that may move a call.
public sealed interface CallInput {

    /// A sender's event.
    ///
    /// @param eventId    the sender's id of it, from the body or a header; decides alone whether it is a repeat
    /// @param at         when it happened
    /// @param receivedAt when it was heard of
    /// @param sameId     the call's recorded event with that `eventId`
    /// @param sameType   the call's latest recorded event of the same type
    /// @param limits     the ones that the call goes by, or begins to go by in the queue that the event names;
    ///         absent when there is no such queue
    record Reported(
            CallEventRequest event,
            @Nullable String eventId,
            Instant at,
            Instant receivedAt,
            @Nullable CallEvent sameId,
            @Nullable CallEvent sameType,
            @Nullable Limits limits)
            implements CallInput {}

    /// Time has passed.
    record TimePassed(Instant now, Limits limits, TimeoutPolicy timeouts) implements CallInput {}
}
