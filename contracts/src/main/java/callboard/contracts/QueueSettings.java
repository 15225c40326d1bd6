package callboard.contracts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// What ops say of a queue: `PUT /api/queues/{id}`. Limits in seconds, up to a day.
public record QueueSettings(
        @NotNull @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String displayName,

        @NotNull @Min(1) @Max(86_400) Integer waitLimit,
        @NotNull @Min(1) @Max(86_400) Integer routingLimit,
        @NotNull @Min(1) @Max(86_400) Integer holdLimit,
        @NotNull @Min(1) @Max(86_400) Integer shortCallLimit) {}
