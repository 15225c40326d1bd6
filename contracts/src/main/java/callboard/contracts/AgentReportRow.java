package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent did in one interval of a [ReportSpan], each call counted when it left them.
///
/// @param to                that moment is no longer in it
/// @param team              as their latest sign-in says, whenever they did it; absent where that names none
/// @param handled           calls that they answered and that left them
/// @param missed            rings that ended unanswered while the call went to another or back to the queue
/// @param hungUp            rings during which the caller gave up
/// @param handleTime        of the handled, from their answer until the call left, in seconds
/// @param averageHandleTime handleTime ÷ handled; absent when nothing was handled
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentReportRow(
        Instant from,
        Instant to,
        String agentId,
        @Nullable String team,
        long handled,
        long missed,
        long hungUp,
        double handleTime,
        @Nullable Double averageHandleTime) {}
