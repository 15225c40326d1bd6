package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call as it stands now: `GET /api/calls/{id}`.
///
/// @param agentId     who it is offered to or talking with; the last one, once ended
/// @param statusSince when it came to the status it is in
/// @param answeredAt  when it was first answered
/// @param waitTime    seconds until the first answer, as the sender reported them, else by the times
/// @param holdTime    seconds on hold so far, finished holds only
/// @param flags       every rule broken so far, in the order they were broken
/// @param sequence    the highest sequence of its events
/// @param from        the number that calls, as much of it as the queue keeps; so are the following
/// @param to          the number that is called
/// @param callerName  the name that goes with the caller's number
/// @param attributes  what else its sender says of it
/// @param visits      its stays in queues, in order; only where one call is read
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Call(
        String id,
        CallType type,
        CallStatus status,
        String queueId,
        Instant startTime,
        @Nullable Instant endTime,
        @Nullable String agentId,
        Instant statusSince,
        @Nullable Instant answeredAt,
        @Nullable Double waitTime,
        double holdTime,
        @Nullable EndReason endReason,
        List<Rule> flags,
        int sequence,
        @Nullable String from,
        @Nullable String to,
        @Nullable Direction direction,
        @Nullable String callerName,
        @Nullable Map<String, String> attributes,
        @Nullable List<Visit> visits) {

    public Call {
        attributes = attributes == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        flags = List.copyOf(flags);
        visits = visits == null ? null : List.copyOf(visits);
    }

    public Call(
            String id,
            CallType type,
            CallStatus status,
            String queueId,
            Instant startTime,
            @Nullable Instant endTime,
            @Nullable String agentId,
            Instant statusSince,
            @Nullable Instant answeredAt,
            @Nullable Double waitTime,
            double holdTime,
            @Nullable EndReason endReason,
            List<Rule> flags,
            int sequence) {
        this(
                id,
                type,
                status,
                queueId,
                startTime,
                endTime,
                agentId,
                statusSince,
                answeredAt,
                waitTime,
                holdTime,
                endReason,
                flags,
                sequence,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The same call, with these stays in queues, or without any.
    public Call with(@Nullable List<Visit> stays) {
        return new Call(
                id,
                type,
                status,
                queueId,
                startTime,
                endTime,
                agentId,
                statusSince,
                answeredAt,
                waitTime,
                holdTime,
                endReason,
                flags,
                sequence,
                from,
                to,
                direction,
                callerName,
                attributes,
                stays);
    }
}
