package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the calls that began in one minute; of a queue, of its visits.
///
/// @param minute       when the minute began
/// @param serviceLevel as in `QueueStats`
/// @param outsideHours as in `QueueStats`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatsPoint(
        Instant minute,
        long offered,
        long answered,
        long answeredWithin,
        long abandoned,
        long shortAbandoned,
        @Nullable Double serviceLevel,
        @Nullable Long outsideHours) {}
