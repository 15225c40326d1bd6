package callboard.contracts;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How many calls stand where in a queue now.
///
/// @param queueId             absent for all queues together
/// @param oldestWaitingSince  since when the longest waiting call has waited; absent when none waits
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueStats(
        @Nullable String queueId,
        long waiting,
        long active,
        long onHold,
        @Nullable Instant oldestWaitingSince) {}
