package callboard.calls.stats;

import callboard.calls.database.ReadPath;
import callboard.calls.web.ProblemException;
import callboard.contracts.AgentReportRow;
import callboard.contracts.Problem.Issue;
import callboard.contracts.TeamReportRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what was counted of agents' days, which are those of the call centre.
@Component
class AgentReports {

    /// A report has so many rows of agents at most.
    private static final int MOST = 500_000;

    // A team is that of now: whoever moves takes what they did along.
    private static final String DAYS = """
            with member as materialized (
              select id as agent_id, (
                select team from agent_events where agent_id = agents.id and type = 'agent_signed_in'
                order by happened_at desc, name collate "C" desc nulls last, team collate "C" desc nulls last limit 1
              ) as team from agents
            ), worked as (
              select part, agent_id, team, sum(handled) as handled, sum(missed) as missed, sum(hung_up) as hung_up,
                     sum(handle_millis) as handle_millis
              from unnest(:parts::text[]::int[], :froms::text[]::date[], :tos::text[]::date[]) as piece (part, begins, ends)
              join counted_days on day >= begins and day < ends left join member using (agent_id)
              where :team::text is null or team = :team
              group by part, agent_id, team having sum(handled) <> 0 or sum(missed) <> 0 or sum(hung_up) <> 0
            )
            """;

    private static final String AGENTS =
            DAYS + "select * from worked order by part, agent_id collate \"C\" limit 500001";

    private static final String TEAMS = DAYS + """
            select part, team, count(*) as agents, sum(handled) as handled, sum(missed) as missed,
                   sum(hung_up) as hung_up, sum(handle_millis) as handle_millis
            from worked group by part, team order by part, team collate "C" nulls last limit 500001
            """;

    private final JdbcClient sql;
    private final StatsProperties settings;

    AgentReports(@ReadPath JdbcClient sql, StatsProperties settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /// @param team of these alone; null for all
    /// @throws ProblemException where an interval isn't of whole days of the call centre, or too many are found
    List<AgentReportRow> agents(Span span, List<Instant> begins, @Nullable String team) {
        return rows(
                AGENTS,
                span,
                begins,
                team,
                (row, from, to, work) -> new AgentReportRow(
                        from,
                        to,
                        row.getString("agent_id"),
                        row.getString("team"),
                        work.handled,
                        work.missed,
                        work.hungUp,
                        work.handleTime,
                        work.average()));
    }

    /// @throws ProblemException as [#agents] does
    List<TeamReportRow> teams(Span span, List<Instant> begins) {
        return rows(
                TEAMS,
                span,
                begins,
                null,
                (row, from, to, work) -> new TeamReportRow(
                        from,
                        to,
                        row.getString("team"),
                        row.getInt("agents"),
                        work.handled,
                        work.missed,
                        work.hungUp,
                        work.handleTime,
                        work.average()));
    }

    /// What is told of each alike.
    private record Work(long handled, long missed, long hungUp, double handleTime) {

        static Work of(ResultSet row) throws SQLException {
            return new Work(
                    row.getLong("handled"),
                    row.getLong("missed"),
                    row.getLong("hung_up"),
                    row.getLong("handle_millis") / 1000.0);
        }

        @Nullable
        Double average() {
            return handled == 0 ? null : handleTime / handled;
        }
    }

    private interface Reader<R> {
        R read(ResultSet row, Instant from, Instant to, Work work) throws SQLException;
    }

    private <R> List<R> rows(
            String statement, Span span, List<Instant> begins, @Nullable String team, Reader<R> reader) {
        if (!Stream.concat(begins.stream(), Stream.of(span.to())).allMatch(this::isMidnight)) {
            throw refused("by", "Agents' days are those of " + settings.zone() + ": take intervals of whole ones");
        }
        var days = Pieces.of(span, begins, settings.zone(), LocalDate.MIN).days();
        var rows = sql.sql(statement)
                .param("parts", Pieces.texts(days, Pieces.Days::part))
                .param("froms", Pieces.texts(days, Pieces.Days::from))
                .param("tos", Pieces.texts(days, Pieces.Days::to))
                .param("team", team)
                .query((row, _) -> {
                    int part = row.getInt("part");
                    var to = part < begins.size() ? begins.get(part) : span.to();
                    return reader.read(row, begins.get(part - 1), to, Work.of(row));
                })
                .list();
        if (rows.size() > MOST) {
            throw refused("interval", "There are more than " + MOST + " rows; take longer intervals");
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
