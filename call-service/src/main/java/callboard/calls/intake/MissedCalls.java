package callboard.calls.intake;

import callboard.calls.agent.AgentTally;
import callboard.calls.database.WritePath;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Who has missed which calls, for lists: written in the transaction of the events that make it so or belie it, by the
/// rules by which misses are counted.
@Component
class MissedCalls {

    private static final String CHANGE = KeptTimes.change("missed_calls", List.of("call_id text", "agent_id text"));

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
