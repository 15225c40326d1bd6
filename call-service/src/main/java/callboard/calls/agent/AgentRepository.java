package callboard.calls.agent;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;
import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toList;

import callboard.calls.database.ReadPath;
import callboard.calls.lifecycle.AgentTimeline.Stay;
import callboard.calls.lifecycle.AgentTimeline.Told;
import callboard.contracts.AgentEventType;
import callboard.contracts.AgentState;
import callboard.contracts.DeclaredState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads what was told of agents, what calls they have and had, and what was counted of their day.
@Component
class AgentRepository {

    // What was so when the time began is told by what was told last before; who they are by their latest sign-in.
    private static final String TOLD = """
            select told.* from agents cross join lateral (
              select * from agent_events where agent_id = agents.id and happened_at >= :start %s
              union all (
                select * from agent_events where agent_id = agents.id and happened_at < :start
                order by happened_at desc, id desc limit 3)
              union all (
                select * from agent_events
                where agent_id = agents.id and happened_at < :start and type = 'agent_signed_in'
                order by happened_at desc, id desc limit 1)
            ) as told
            """;

    private static final String TOLD_SINCE = TOLD.formatted("");
    private static final String TOLD_BETWEEN = TOLD.formatted("and happened_at < :end");

    // A stay that lasts longer than a day is none that an agent has.
    private static final String STAYS_BETWEEN = """
            select agent_id, until, call_id, state, since, queue_id, wrap_up, 1 as times
            from agent_stays where until > :wrapping and until < :last and since < :end
            union all
            select agent_id, until, call_id, state, since, queue_id, wrap_up, times
            from journal_stays where until > :wrapping and until < :last and since < :end
            """;

    private static final String LIVE = """
            select theirs.agent_id, id as call_id, queue_id, agent_since,
                   case status when 'active' then 'on_call' when 'on_hold' then 'holding' else 'ringing' end as state,
                   case status when 'waiting' then ringing_since else status_since end as since
            from calls cross join lateral (
              select unnest(string_to_array(coalesce(ringing, agent_id), E'\\n')) as agent_id
            ) as theirs
            where status <> 'ended' and calls.agent_id is not null
              and (status <> 'waiting' or ringing_since is not null)
            """;

    private static final String DAYS = """
            select agent_id, sum(handled) as handled, sum(missed) as missed, sum(handle_millis) as handle_millis,
                   max(last_left) as last_left
            from counted_days where day = :today group by agent_id
            having sum(handled) + sum(missed) + sum(hung_up) > 0
            """;

    private static final String COUNTED = """
            select agent_id, until, call_id, state, since, queue_id, wrap_up, 1 as times
            from unnest(:agents::text[]) as agent (id) cross join lateral (
            %s
            ) as theirs
            union all
            select agent_id, until, call_id, state, since, queue_id, wrap_up, times
            from journal_stays where agent_id = any(:agents::text[])
            """;

    private static final String STAYS =
            COUNTED.formatted("select * from agent_stays where agent_id = agent.id and until > :start");

    // What how things are now can follow from: when their last calls left, and which left after-call work behind.
    private static final String LAST_STAYS = COUNTED.formatted("""
              (select * from agent_stays where agent_id = agent.id and until > :start order by until desc limit 3)
              union
              (select * from agent_stays where agent_id = agent.id and until > :wrapping and wrap_up > 0
               order by until desc limit 20)
            """);

    private static final long LONGEST_WRAP_UP = 3_600;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /// Something that was told, and who the agent is where it says so.
    record Telling(
            String agentId,
            Told told,
            @Nullable String name,
            @Nullable String team,
            @Nullable List<String> queues) {}

    /// An agent's day, as it was counted.
    record Day(int handled, int missed, @Nullable Double averageHandleTime, Instant lastLeft) {}

    private record Theirs(String agentId, Stay stay, int times) {}

    private final JdbcClient sql;
    private final JsonMapper json;

    AgentRepository(@ReadPath JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// What was told of each agent today, and what still counts of before.
    Map<String, List<Telling>> told(Instant startOfDay) {
        return sql.sql(TOLD_SINCE).param("start", time(startOfDay)).query((row, _) -> telling(row)).list().stream()
                .collect(groupingBy(Telling::agentId));
    }

    /// What was told of each agent between two moments, and what still counted of before.
    Map<String, List<Telling>> told(Instant start, Instant end) {
        return sql
                .sql(TOLD_BETWEEN)
                .param("start", time(start))
                .param("end", time(end))
                .query((row, _) -> telling(row))
                .list()
                .stream()
                .collect(groupingBy(Telling::agentId));
    }

    /// When agents rang, talked and held between two moments, but for what goes on, and what left after-call work.
    Map<String, List<Stay>> stays(Instant start, Instant end) {
        return byAgent(sql.sql(STAYS_BETWEEN)
                .param("wrapping", time(start.minusSeconds(LONGEST_WRAP_UP)))
                .param("end", time(end))
                .param("last", time(end.plus(1, ChronoUnit.DAYS)))
                .query((row, _) -> ended(row))
                .list());
    }

    /// Since when it is kept what agents do: what was told of them, or where nothing was, their calls.
    Optional<Instant> first() {
        return sql.sql("""
                        select coalesce((select min(happened_at) from agent_events),
                                        (select min(start_time) from calls)) as first
                        """)
                .query((row, _) -> Optional.ofNullable(optionalInstant(row, "first")))
                .single();
    }

    /// The calls that each agent rings for, talks on or holds now.
    Map<String, List<Stay>> live() {
        return byAgent(sql.sql(LIVE)
                .query((row, _) -> theirs(row, null, optionalInstant(row, "agent_since"), 0, 1))
                .list());
    }

    Map<String, Day> days(LocalDate today) {
        return sql
                .sql(DAYS)
                .param("today", today)
                .query((row, _) -> Map.entry(row.getString("agent_id"), day(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// When these agents rang, talked and held since then, but for what goes on.
    Map<String, List<Stay>> stays(Collection<String> agents, Instant start) {
        return byAgent(sql.sql(STAYS)
                .param("agents", agents.toArray(String[]::new))
                .param("start", time(start))
                .query((row, _) -> ended(row))
                .list());
    }

    /// Those of them by which it is known what they do now.
    Map<String, List<Stay>> lastStays(Collection<String> agents, Instant start, Instant now) {
        return byAgent(sql.sql(LAST_STAYS)
                .param("agents", agents.toArray(String[]::new))
                .param("start", time(start))
                .param("wrapping", time(now.minusSeconds(LONGEST_WRAP_UP)))
                .query((row, _) -> ended(row))
                .list());
    }

    /// What is taken back is not there.
    private static Map<String, List<Stay>> byAgent(List<Theirs> all) {
        return all.stream()
                .collect(groupingBy(Theirs::agentId, groupingBy(Theirs::stay, summingInt(Theirs::times))))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().entrySet().stream()
                                .collect(
                                        filtering(stay -> stay.getValue() > 0, mapping(Map.Entry::getKey, toList())))));
    }

    private static Theirs ended(ResultSet row) throws SQLException {
        return theirs(row, instant(row, "until"), null, row.getInt("wrap_up"), row.getInt("times"));
    }

    private static Theirs theirs(
            ResultSet row, @Nullable Instant until, @Nullable Instant answered, int wrapUp, int times)
            throws SQLException {
        var stay = new Stay(
                word(row, "state", AgentState.class),
                row.getString("call_id"),
                row.getString("queue_id"),
                instant(row, "since"),
                until,
                answered,
                wrapUp);
        return new Theirs(row.getString("agent_id"), stay, times);
    }

    private static Day day(ResultSet row) throws SQLException {
        int handled = row.getInt("handled");
        return new Day(
                handled,
                row.getInt("missed"),
                handled == 0 ? null : row.getLong("handle_millis") / 1000.0 / handled,
                instant(row, "last_left"));
    }

    private Telling telling(ResultSet row) throws SQLException {
        var queues = row.getString("queues");
        var told = new Told(
                instant(row, "happened_at"),
                word(row, "type", AgentEventType.class),
                row.getString("state") == null ? null : word(row, "state", DeclaredState.class),
                row.getString("reason"));
        return new Telling(
                row.getString("agent_id"),
                told,
                row.getString("name"),
                row.getString("team"),
                queues == null ? null : json.readValue(queues, TEXTS));
    }
}
