package callboard.calls.agent;

import callboard.calls.database.ReadPath;
import callboard.calls.rows.Columns;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.AgentState;
import callboard.contracts.AgentView;
import callboard.contracts.viewer.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what agents are doing from the live calls, and what they did today from their day's counters.
@Component
class Agents {

    // An agent with several calls shows the one that binds them most: talking before holding before ringing.
    private static final String NOW = """
            with engaged as (
              select distinct on (agent_id) agent_id, call_id, queue_id, state, since
              from (
                select theirs.agent_id, id as call_id, queue_id,
                       case status when 'active' then 'ON_CALL' when 'on_hold' then 'HOLDING' else 'RINGING' end as state,
                       case status when 'active' then 1 when 'on_hold' then 2 else 3 end as rank,
                       case status when 'waiting' then ringing_since else status_since end as since
                from calls cross join lateral (
                  select unnest(string_to_array(coalesce(ringing, agent_id), E'\\n')) as agent_id
                ) as theirs
                where status <> 'ended' and calls.agent_id is not null
                  and (status <> 'waiting' or ringing_since is not null)
                  and (:seen::text[] is null or queue_id = any(:seen::text[]))
              ) as theirs
              order by agent_id, rank, since, call_id
            ), today as (
              select agent_id, sum(handled) as handled, sum(missed) as missed, sum(handle_millis) as handle_millis,
                     max(last_left) as last_left
              from counted_days where day = :today group by agent_id
              having sum(handled) + sum(missed) + sum(hung_up) > 0
            )
            select agent_id, coalesce(state, 'IDLE') as state, coalesce(since, last_left) as since, call_id, queue_id,
                   handled, missed, handle_millis
            from engaged full join today using (agent_id)
            where :seen::text[] is null or call_id is not null
            order by agent_id
            """;

    private final JdbcClient sql;
    private final StatsProperties settings;
    private final Clock clock;

    Agents(@ReadPath JdbcClient sql, StatsProperties settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    List<AgentView> now(Viewer viewer) {
        return sql.sql(NOW)
                .param("seen", viewer.queues() == null ? null : viewer.queues().toArray(String[]::new))
                .param("today", settings.day(clock.instant()))
                .query((row, _) -> agent(row))
                .list();
    }

    private static AgentView agent(ResultSet row) throws SQLException {
        int handled = row.getInt("handled");
        return new AgentView(
                row.getString("agent_id"),
                AgentState.valueOf(row.getString("state")),
                Columns.instant(row, "since"),
                row.getString("call_id"),
                row.getString("queue_id"),
                handled,
                row.getInt("missed"),
                handled == 0 ? null : row.getLong("handle_millis") / 1000.0 / handled);
    }
}
