package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Many alerts of a queue were acknowledged at once, and are not told one by one: on channel
/// `call-alerts-acknowledged-at-once` and pushed as `alerts_acknowledged`. Whoever shows alerts reads them again.
///
/// @param queueId absent for alerts of all queues together
/// @param by      the name of who took notice of them
/// @param at      when they did
/// @param count   how many
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertsAcknowledged(@Nullable String queueId, String by, Instant at, long count) {}
