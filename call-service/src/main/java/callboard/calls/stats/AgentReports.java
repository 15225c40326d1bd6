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
            select width_bucket(day, :begins::date[]) as part, agent_id, sum(handled) as handled, sum(missed) as missed,
                   sum(hung_up) as hung_up, sum(handle_millis) as handle_millis
            from counted_days where day >= :from and day < :to
            group by 1, 2 having sum(handled) <> 0 or sum(missed) <> 0 or sum(hung_up) <> 0
            order by 1, agent_id collate "C" limit 500001
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
        var rows = sql.sql(DAYS)
                .param(
                        "begins",
                        begins.stream().map(this::day).map(LocalDate::toString).toArray(String[]::new))
                .param("from", day(span.from()))
                .param("to", day(span.to()))
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

    private LocalDate day(Instant moment) {
        return settings.day(moment);
    }

    private boolean isMidnight(Instant moment) {
        return settings.startOfDay(moment).equals(moment);
    }

    private static ProblemException refused(String parameter, String why) {
        return ProblemException.invalidParameters(List.of(new Issue(parameter, why, "invalid_value")));
    }
}
