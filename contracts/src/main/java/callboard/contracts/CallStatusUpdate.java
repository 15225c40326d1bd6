package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is published for every event: on the channel, in the last-value cache, to the sockets. It carries the
/// whole row, so that a list is drawn with no re-read.
///
/// @param eventType   the event that brought the call here
/// @param timestamp   when that event happened; one that comes late happened before others that are known
/// @param metadata    what that event reported
/// @param sequence    the order in which the call's events were taken in; a client drops what is not newer and re-reads
///         after a gap
/// @param eventId     Callboard's id of that event
/// @param from        the number that calls, as much of it as the queue keeps; so are `to` and `callerName`
/// @param traceparent W3C trace context of the request that brought it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallStatusUpdate(
        String callId,
        CallStatus status,
        EventType eventType,
        Instant timestamp,
        @Nullable EventMetadata metadata,
        int sequence,
        String eventId,
        String queueId,
        CallType type,
        @Nullable String agentId,
        List<Rule> flags,
        Instant startTime,
        @Nullable Instant endTime,
        Instant statusSince,
        @Nullable Instant answeredAt,
        @Nullable Double waitTime,
        double holdTime,
        @Nullable EndReason endReason,
        @Nullable String from,
        @Nullable String to,
        @Nullable Direction direction,
        @Nullable String callerName,
        @Nullable String traceparent) {

    public CallStatusUpdate {
        flags = List.copyOf(flags);
    }
}
