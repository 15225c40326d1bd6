package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a rule's condition holds now.
///
/// @param queueId absent for all queues together
/// @param since   since when it holds without a break
/// @param alertId the alert that it has raised and not cleared; absent while it has not held for long enough
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleStanding(
        @Nullable String queueId, Instant since, @Nullable String alertId) {}
