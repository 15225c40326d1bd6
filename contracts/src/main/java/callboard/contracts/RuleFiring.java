package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a rule would have had an alert.
///
/// @param queueId absent for all queues together
/// @param from    when it would have raised it
/// @param to      when it would have cleared it; absent while it would not have yet
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleFiring(
        @Nullable String queueId, Instant from, @Nullable Instant to) {}
