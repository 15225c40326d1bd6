package callboard.calls.stats;

import callboard.calls.database.ReadPath;
import callboard.calls.web.ProblemException;
import callboard.contracts.AgentReportRow;
import callboard.contracts.Problem.Issue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what was counted of agents' days, which are those of the call centre.
@Component
class AgentReports {

    /// A report has so many rows of agents at most.
    private static final int MOST = 500_000;

    private static final String DAYS = """
            select * from (
              select part, agent_id, sum(handled) as handled, sum(missed) as missed, sum(hung_up) as hung_up,
                     sum(handle_millis) as handle_millis
              from unnest(:parts::text[]::int[], :froms::text[]::date[], :tos::text[]::date[]) as piece (part, begins, ends)
              join counted_days on day >= begins and day < ends
              group by part, agent_id having sum(handled) <> 0 or sum(missed) <> 0 or sum(hung_up) <> 0
            ) as worked order by part, agent_id collate "C" limit 500001
            """;

    private final JdbcClient sql;
    private final StatsProperties settings;

    AgentReports(@ReadPath JdbcClient sql, StatsProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// @throws ProblemException where an interval isn't of whole days of the call centre, or there are too many rows
    List<AgentReportRow> rows(Span span, List<Instant> begins) {
        if (!Stream.concat(begins.stream(), Stream.of(span.to())).allMatch(this::isMidnight)) {
            throw refused("by", "Agents' days are those of " + settings.zone() + ": take intervals of whole ones");
        }
        var days = Pieces.of(span, begins, settings.zone(), LocalDate.MIN).days();
        var rows = sql.sql(DAYS)
                .param("parts", Pieces.texts(days, Pieces.Days::part))
                .param("froms", Pieces.texts(days, Pieces.Days::from))
                .param("tos", Pieces.texts(days, Pieces.Days::to))
                .query((row, _) -> {
                    int part = row.getInt("part");
                    long handled = row.getLong("handled");
                    double handleTime = row.getLong("handle_millis") / 1000.0;
                    return new AgentReportRow(
                            begins.get(part - 1),
                            part < begins.size() ? begins.get(part) : span.to(),
                            row.getString("agent_id"),
                            handled,
                            row.getLong("missed"),
                            row.getLong("hung_up"),
                            handleTime,
                            handled == 0 ? null : handleTime / handled);
                })
                .list();
        if (rows.size() > MOST) {
            throw refused("interval", "There are more than " + MOST + " rows of agents; take longer intervals");
        }
        return rows;
    }

    private boolean isMidnight(Instant moment) {
        return settings.startOfDay(moment).equals(moment);
    }

    private static ProblemException refused(String parameter, String why) {
        return ProblemException.invalidParameters(List.of(new Issue(parameter, why, "invalid_value")));
    }
}
