package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// What ops say of a queue: `PUT /api/queues/{id}`. Limits in seconds, up to a day.
///
/// @param targetPercent so many of a hundred callers are to be answered within `targetSeconds`; absent leaves it
///         as it is, of a new queue 80
/// @param targetSeconds absent leaves it as it is, of a new queue `waitLimit`
/// @param numbers       what is stored of who is on the line; absent leaves it as it is
/// @param wrapUpSeconds how long after-call work takes, up to an hour, 0 for none; absent leaves it as it is
/// @param openHours     outside them nothing counts against the target; without any span it is always open, absent
///         leaves it as it is
/// @param popUrl        the page that opens for who is rung, with fields of the call in braces: `{number}` of who is
///         on the line, `{from}`, `{to}`, `{callerName}`, `{callId}`, `{queueId}`, `{agentId}`; empty for none, absent
///         leaves it as it is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueSettings(
        @NotNull @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String displayName,

        @NotNull @Min(1) @Max(86_400) Integer waitLimit,
        @NotNull @Min(1) @Max(86_400) Integer routingLimit,
        @NotNull @Min(1) @Max(86_400) Integer holdLimit,
        @NotNull @Min(1) @Max(86_400) Integer shortCallLimit,
        @Nullable @Min(1) @Max(100) Integer targetPercent,
        @Nullable @Min(1) @Max(86_400) Integer targetSeconds,
        @Nullable NumberPrivacy numbers,
        @Nullable @Min(0) @Max(3_600) Integer wrapUpSeconds,
        @Nullable @Valid OpenHours openHours,
        @Nullable @PopUrl String popUrl) {

    public QueueSettings(
            String displayName, Integer waitLimit, Integer routingLimit, Integer holdLimit, Integer shortCallLimit) {
        this(displayName, waitLimit, routingLimit, holdLimit, shortCallLimit, null, null, null, null, null, null);
    }
}
