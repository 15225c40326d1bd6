package callboard.calls.intake;

import callboard.calls.agent.AgentDay;
import callboard.calls.agent.AgentStays;
import callboard.calls.agent.AgentTally;
import callboard.calls.lifecycle.CallState;
import callboard.calls.queue.Queues;
import callboard.calls.stats.Counts;
import callboard.calls.stats.StatsProperties;
import callboard.calls.stats.Tally;
import callboard.calls.stats.Tally.Cohort;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a batch changes in totals and statistics, entered as one row in the transaction that stores its events.
/// [callboard.calls.stats.CounterRollup] adds the rows up; every reader of the counters reads these rows with them.
@Component
class CounterDeltas {

    /// Enters an [#entry].
    static final String ENTER = """
            insert into count_journal (calls, minutes, days, stays) values (?::json, ?::json, ?::json, ?::json)
            """;

    /// Calls that a list's total tells apart.
    private record Kind(CallStatus status, CallType type, String queueId) {

        static Kind of(CallState call) {
            return new Kind(call.status(), call.type(), call.queueId());
        }
    }

    /// So many more calls of a kind, or less.
    private record Calls(@JsonUnwrapped Kind kind, long calls) {}

    private record Minute(
            @JsonUnwrapped Cohort cohort, @JsonUnwrapped Counts counts) {}

    private record Day(
            @JsonUnwrapped AgentDay day, @JsonUnwrapped AgentDay.Work work) {}

    private record Stays(@JsonUnwrapped AgentStays.Stay stay, int times) {}

    private final JsonMapper json;
    private final Queues queues;
    private final StatsProperties settings;

    CounterDeltas(JsonMapper json, Queues queues, StatsProperties settings) {
        this.json = json;
        this.queues = queues;
        this.settings = settings;
    }

    /// The values of [#ENTER].
    List<Object> entry(Batch batch) {
        var minutes = new Tally((CallState call) -> queues.limits(call.queueId(), call.queueVersion()));
        var days = new AgentTally(settings::day);
        var stays = new AgentStays(
                call -> queues.limits(call.queueId(), call.queueVersion()).wrapUp());
        for (var each : batch.changes()) {
            stays.count(each.times(), each.before(), each.at(), each.after());
            minutes.count(each.times(), each.before(), each.after());
            days.count(each.times(), each.before(), each.at(), each.after());
        }
        return List.of(
                json.writeValueAsString(kinds(batch)),
                json.writeValueAsString(minutes.deltas().entrySet().stream()
                        .map(each -> new Minute(each.getKey(), each.getValue()))
                        .toList()),
                json.writeValueAsString(days.deltas().entrySet().stream()
                        .map(each -> new Day(each.getKey(), each.getValue()))
                        .toList()),
                json.writeValueAsString(stays.deltas().entrySet().stream()
                        .map(each -> new Stays(each.getKey(), each.getValue()))
                        .toList()));
    }

    /// Each call counts as one less of what it was and one more of what it is.
    private static List<Calls> kinds(Batch batch) {
        var changes = new LinkedHashMap<Kind, Long>();
        for (var call : batch.moved()) {
            var before = batch.found(call.id());
            if (before != null) {
                changes.merge(Kind.of(before), -1L, Long::sum);
            }
            changes.merge(Kind.of(call), 1L, Long::sum);
        }
        changes.values().removeIf(change -> change == 0);
        return changes.entrySet().stream()
                .map(each -> new Calls(each.getKey(), each.getValue()))
                .toList();
    }
}
