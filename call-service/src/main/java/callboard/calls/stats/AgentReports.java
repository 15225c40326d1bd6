package callboard.calls.stats;

import callboard.calls.database.ReadPath;
import callboard.calls.retention.RetentionProperties;
import callboard.calls.web.ProblemException;
import callboard.contracts.AgentReportRow;
import callboard.contracts.Problem.Issue;
import callboard.contracts.TeamReportRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what was counted of agents' days, which are those of the call centre.
@Component
class AgentReports {

    /// A report has so many rows of agents at most.
    private static final int MOST = 500_000;

    /// What is not of whole days of the call centre is added up from single calls, of so many days at most; one of them
    /// may be an hour longer.
    private static final Duration LONGEST_WITHIN_DAYS = Duration.ofDays(31).plusHours(1);

    // A team is that of now: whoever moves takes what they did along. Who did anything is known by day, and what it was
    // is found agent by agent. The begins are a query of their own, which is run once: a cast is made again for each
    // row.
    private static final String WORKED = """
            with member as materialized (
              select * from agent_teams
            ), known as materialized (
              select distinct agent_id from counted_days where day between :first and :last
            ), work as (
              select part, agent_id, handled, missed, hung_up, handle_millis
              from unnest(:parts::text[]::int[], :froms::text[]::date[], :tos::text[]::date[]) as piece (part, begins, ends)
              join counted_days on day >= begins and day < ends
              union all
              select width_bucket(at, (select :begins::text[]::timestamptz[])), agent_id, case outcome when 'handled' then times else 0 end,
                     case outcome when 'missed' then times else 0 end, case outcome when 'hung_up' then times else 0 end,
                     handle_millis * times
              from unnest(:starts::text[]::timestamptz[], :ends::text[]::timestamptz[]) as stretch (begins, ends)
              cross join known join agent_work using (agent_id) where at >= begins and at < ends
            ), worked as (
              select part, agent_id, team, sum(handled) as handled, sum(missed) as missed, sum(hung_up) as hung_up,
                     sum(handle_millis) as handle_millis
              from work left join member using (agent_id)
              where :team::text is null or team = :team
              group by part, agent_id, team having sum(handled) <> 0 or sum(missed) <> 0 or sum(hung_up) <> 0
            )
            """;

    private static final String AGENTS =
            WORKED + "select * from worked order by part, agent_id collate \"C\" limit 500001";

    private static final String TEAMS = WORKED + """
            select part, team, count(*) as agents, sum(handled) as handled, sum(missed) as missed,
                   sum(hung_up) as hung_up, sum(handle_millis) as handle_millis
            from worked group by part, team order by part, team collate "C" nulls last limit 500001
            """;

    private final JdbcClient sql;
    private final StatsProperties settings;
    private final RetentionProperties retention;
    private final Clock clock;

    AgentReports(@ReadPath JdbcClient sql, StatsProperties settings, RetentionProperties retention, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.retention = retention;
        this.clock = clock;
    }

    /// @param team of these alone; null for all
    /// @throws ProblemException where too many are found
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
        var pieces = Pieces.of(span, begins, settings.zone(), LocalDate.MIN);
        var days = pieces.days();
        var stretches = stretches(pieces);
        var rows = sql.sql(statement)
                .param("parts", Pieces.texts(days, Pieces.Days::part))
                .param("froms", Pieces.texts(days, Pieces.Days::from))
                .param("tos", Pieces.texts(days, Pieces.Days::to))
                .param("begins", begins.stream().map(Instant::toString).toArray(String[]::new))
                .param(
                        "starts",
                        stretches.stream().map(each -> each.from().toString()).toArray(String[]::new))
                .param(
                        "ends",
                        stretches.stream().map(each -> each.to().toString()).toArray(String[]::new))
                .param("first", settings.day(span.from()))
                .param("last", settings.day(span.to()))
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

    /// Why the span's numbers aren't known in these intervals; empty when they are.
    Optional<ProblemException> whyUnknown(Span span, List<Instant> begins) {
        var stretches = stretches(Pieces.of(span, begins, settings.zone(), LocalDate.MIN));
        var kept = clock.instant().minus(retention.keep());
        if (!stretches.isEmpty() && stretches.getFirst().from().isBefore(kept)) {
            return Optional.of(refused(
                    "interval",
                    "What agents did before " + kept + " is known by whole days of " + settings.zone() + " alone"));
        }
        return stretches.stream()
                                .map(Span::length)
                                .reduce(Duration.ZERO, Duration::plus)
                                .compareTo(LONGEST_WITHIN_DAYS)
                        > 0
                ? Optional.of(refused(
                        "interval",
                        "These are no whole days of " + settings.zone() + ", of which what agents did is known for any"
                                + " span; of others take " + LONGEST_WITHIN_DAYS.toDays() + " days at most"))
                : Optional.empty();
    }

    /// What is not of whole days, without breaks.
    private static List<Span> stretches(Pieces pieces) {
        var stretches = new ArrayList<Span>();
        pieces.quarters().stream()
                .map(each -> new Span(each.from(), each.to()))
                .sorted(Comparator.comparing(Span::from))
                .forEach(next -> {
                    if (!stretches.isEmpty() && stretches.getLast().to().equals(next.from())) {
                        stretches.add(new Span(stretches.removeLast().from(), next.to()));
                    } else {
                        stretches.add(next);
                    }
                });
        return stretches;
    }

    private static ProblemException refused(String parameter, String why) {
        return ProblemException.invalidParameters(List.of(new Issue(parameter, why, "invalid_value")));
    }
}
