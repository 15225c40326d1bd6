package callboard.calls.intake;

import callboard.calls.agent.AgentTally;
import callboard.calls.database.WritePath;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Who has missed which calls, for lists: written in the transaction of the events that make it so or belie it, by the
/// rules by which misses are counted.
@Component
class MissedCalls {

    // What a version before this one has counted and not kept can't be taken back: nothing is left of it.
    private static final String CHANGE = """
            with now as (
              select * from unnest(?::text[], ?::text[], ?::int[]) as now (call_id, agent_id, times)),
            gone as (
              delete from missed_calls as known using now
              where known.call_id = now.call_id and known.agent_id = now.agent_id and known.times + now.times <= 0),
            less as (
              update missed_calls as known set times = known.times + now.times from now
              where known.call_id = now.call_id and known.agent_id = now.agent_id
                and now.times < 0 and known.times + now.times > 0)
            insert into missed_calls as known (call_id, agent_id, times)
            select call_id, agent_id, times from now where times > 0
            on conflict (call_id, agent_id) do update set times = known.times + excluded.times
            """;

    private record Miss(String callId, String agentId) implements Comparable<Miss> {

        @Override
        public int compareTo(Miss other) {
            int order = callId.compareTo(other.callId);
            return order == 0 ? agentId.compareTo(other.agentId) : order;
        }
    }

    private final JdbcTemplate sql;

    MissedCalls(@WritePath JdbcTemplate sql) {
        this.sql = sql;
    }

    /// Nothing is asked of the database when nobody has missed anything, as in nearly every batch.
    void store(Batch batch) {
        var changes = new TreeMap<Miss, Integer>();
        for (var each : batch.changes()) {
            AgentTally.misses(
                    each.times(),
                    each.before(),
                    each.at(),
                    each.after(),
                    (agent, times, _) -> changes.merge(new Miss(each.after().id(), agent), times, Integer::sum));
        }
        changes.values().removeIf(times -> times == 0);
        if (!changes.isEmpty()) {
            sql.update(
                    CHANGE,
                    changes.keySet().stream().map(Miss::callId).toArray(String[]::new),
                    changes.keySet().stream().map(Miss::agentId).toArray(String[]::new),
                    changes.values().toArray(Integer[]::new));
        }
    }
}
