package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a team's agents did in one interval of a [ReportSpan]: the sums of their [AgentReportRow]s.
///
/// @param to                that moment is no longer in it
/// @param team              absent for those who are in none
/// @param agents            how many of them did it
/// @param averageHandleTime handleTime ÷ handled, of all calls alike; absent when nothing was handled
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamReportRow(
        Instant from,
        Instant to,
        @Nullable String team,
        int agents,
        long handled,
        long missed,
        long hungUp,
        double handleTime,
        @Nullable Double averageHandleTime) {}
