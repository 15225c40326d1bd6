package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span of a [Report].
///
/// @param to     that moment is no longer in it
/// @param total  all of it
/// @param rows   by interval, the first first, and within it by id; of queues only those in which something came in
/// @param agents the same of agents, those to whom something came; absent unless the report is by agent
/// @param teams  the same of their teams; absent unless the report is by team
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportSpan(
        Instant from,
        Instant to,
        ReportFigures total,
        List<ReportRow> rows,
        @Nullable List<AgentReportRow> agents,
        @Nullable List<TeamReportRow> teams) {

    public ReportSpan {
        rows = List.copyOf(rows);
        agents = agents == null ? null : List.copyOf(agents);
        teams = teams == null ? null : List.copyOf(teams);
    }
}
