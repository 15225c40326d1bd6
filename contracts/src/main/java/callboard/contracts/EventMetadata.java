package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event reported beyond its type: the fields it was sent with, and the rules it broke. Times in seconds.
///
/// @param by       `system` for events that Callboard made itself
/// @param agentIds those who were rung at once
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventMetadata(
        @Nullable CallType type,
        @Nullable String queueId,
        @Nullable String agentId,
        @Nullable Double routingTime,
        @Nullable Double waitTime,
        @Nullable Double holdDuration,
        @Nullable EndReason endReason,
        @Nullable Double duration,
        @Nullable String reason,
        @Nullable String by,
        @Nullable List<Flag> flags,
        @Nullable List<String> agentIds) {

    public EventMetadata {
        agentIds = agentIds == null ? null : List.copyOf(agentIds);
        flags = flags == null || flags.isEmpty() ? null : List.copyOf(flags);
    }

    public EventMetadata(
            @Nullable CallType type,
            @Nullable String queueId,
            @Nullable String agentId,
            @Nullable Double routingTime,
            @Nullable Double waitTime,
            @Nullable Double holdDuration,
            @Nullable EndReason endReason,
            @Nullable Double duration,
            @Nullable String reason,
            @Nullable String by,
            @Nullable List<Flag> flags) {
        this(type, queueId, agentId, routingTime, waitTime, holdDuration, endReason, duration, reason, by, flags, null);
    }

    /// The same event with the rules that it broke.
    public EventMetadata withFlags(List<Flag> broken) {
        return new EventMetadata(
                type,
                queueId,
                agentId,
                routingTime,
                waitTime,
                holdDuration,
                endReason,
                duration,
                reason,
                by,
                broken,
                agentIds);
    }
}
