package callboard.calls.intake;

import callboard.calls.agent.AgentTally;
import callboard.calls.lifecycle.WorkOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// What calls came to for their agents, for lists and for what was done within a day: written in the transaction of the
/// events that make or belie it, by the rules by which agents' days are counted.
final class AgentWork {

    /// Its parameters are the [#rows].
    static final String CHANGE = KeptTimes.change(
            "agent_work",
            List.of("agent_id text", "at timestamptz", "call_id text", "outcome text", "handle_millis bigint"),
            List.of("started_at timestamptz"));

    private record Work(
            String agentId, Instant at, String callId, WorkOutcome outcome, long handleMillis, Instant startedAt) {

        private static final Comparator<Work> ORDER = Comparator.comparing(Work::agentId)
                .thenComparing(Work::at)
                .thenComparing(Work::callId)
                .thenComparing(Work::outcome)
                .thenComparingLong(Work::handleMillis);
    }

    private AgentWork() {}

    /// Nothing where no call left an agent and no ring ended, as with most events.
    static List<Object> rows(Batch batch) {
        var changes = new TreeMap<Work, Integer>(Work.ORDER);
        for (var each : batch.changes()) {
            AgentTally.outcomes(
                    each.times(),
                    each.before(),
                    each.at(),
                    each.after(),
                    (agent, outcome, times, at, handleMillis) -> changes.merge(
                            new Work(
                                    agent,
                                    at,
                                    each.after().id(),
                                    outcome,
                                    handleMillis,
                                    each.after().startTime()),
                            times,
                            Integer::sum));
        }
        changes.values().removeIf(times -> times == 0);
        if (changes.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<>(changes.keySet());
        return List.of(
                column(rows, Work::agentId),
                column(rows, each -> each.at().toString()),
                column(rows, Work::callId),
                column(rows, each -> each.outcome().word()),
                rows.stream().map(Work::handleMillis).toArray(Long[]::new),
                column(rows, each -> each.startedAt().toString()),
                changes.values().toArray(Integer[]::new));
    }

    private static String[] column(List<Work> rows, Function<Work, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
