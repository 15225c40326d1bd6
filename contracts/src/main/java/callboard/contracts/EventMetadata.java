package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an event reported beyond its type: the fields it was sent with, and the rules it broke. Times in seconds.
///
/// @param by       `system` for events that Callboard made itself
/// @param agentIds those who were rung at once
/// @param from     the number that calls, as much of it as the queue keeps; so are the following
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
        @Nullable List<String> agentIds,
        @Nullable String from,
        @Nullable String to,
        @Nullable Direction direction,
        @Nullable String callerName,
        @Nullable Map<String, String> attributes) {

    public EventMetadata {
        attributes = attributes == null || attributes.isEmpty()
                ? null
                : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
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
        this(
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
                flags,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The same event with the rules that it broke.
    public EventMetadata withFlags(List<Flag> broken) {
        return with(broken, from, to, direction, callerName, attributes);
    }

    /// The same event, without who is on the line.
    public EventMetadata withoutParties() {
        return with(flags, null, null, null, null, null);
    }

    private EventMetadata with(
            @Nullable List<Flag> broken,
            @Nullable String caller,
            @Nullable String called,
            @Nullable Direction way,
            @Nullable String name,
            @Nullable Map<String, String> pairs) {
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
                agentIds,
                caller,
                called,
                way,
                name,
                pairs);
    }
}
