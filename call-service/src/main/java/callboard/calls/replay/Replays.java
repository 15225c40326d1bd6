package callboard.calls.replay;

import static callboard.calls.rows.Columns.time;
import static java.util.stream.Collectors.groupingBy;

import callboard.calls.database.ReadPath;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.calls.lifecycle.Steps;
import callboard.calls.queue.Queues;
import callboard.calls.rows.Columns;
import callboard.calls.rows.EventRepository;
import callboard.contracts.Replay;
import callboard.contracts.ReplayedCall;
import callboard.contracts.ReplayedSpan;
import callboard.contracts.viewer.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the calls that lived in a time that is past, and folds the history of each.
@Component
class Replays {

    /// So many events are folded for one answer at most: an hour of 16 events a second.
    static final int MOST_EVENTS = 60_000;

    // An ended call that lived on for longer after the time asked for is not looked for: it would take reading all that
    // ended since.
    private static final Duration LONGEST_AFTER = Duration.ofDays(1);
    private static final int PIECE = 1000;

    // Those that lived longest first, so that what doesn't fit is what was over first.
    private static final String LIVED = """
            select id, sequence, end_time from (
              (select id, sequence, end_time from calls
               where status <> 'ended' and start_time < :to limit :most)
              union all
              (select id, sequence, end_time from calls
               where end_time > :from and end_time < :until and start_time < :to
               order by end_time desc limit :most)
            ) as lived
            order by end_time desc nulls first, id limit :most
            """;

    private record Lived(String id, int events, @Nullable Instant endTime) {}

    private final JdbcClient sql;
    private final EventRepository events;
    private final Queues queues;

    Replays(@ReadPath JdbcClient sql, EventRepository events, Queues queues) {
        this.sql = sql;
        this.events = events;
        this.queues = queues;
    }

    /// @param now nothing is known of later
    Replay between(Instant from, Instant to, Instant now, Viewer viewer) {
        var end = to.isAfter(now) ? now : to;
        if (!from.isBefore(end)) {
            return new Replay(from, from, List.of());
        }
        var lived = lived(from, end);
        int fitting = fitting(lived);
        // The first that doesn't fit was over then: of what came after, everything is there.
        var begin = fitting == lived.size() ? from : beginAfter(lived.get(fitting), end);
        var calls = new ArrayList<ReplayedCall>();
        for (int i = 0; i < fitting; i += PIECE) {
            replay(lived.subList(i, Math.min(i + PIECE, fitting)), begin, end, viewer, calls);
        }
        return new Replay(begin, end, calls);
    }

    private List<Lived> lived(Instant from, Instant to) {
        return sql.sql(LIVED)
                .param("from", time(from))
                .param("to", time(to))
                .param("until", time(to.plus(LONGEST_AFTER)))
                .param("most", MOST_EVENTS + 1)
                .query((row, _) -> new Lived(
                        row.getString("id"), row.getInt("sequence"), Columns.optionalInstant(row, "end_time")))
                .list();
    }

    private static int fitting(List<Lived> lived) {
        int events = 0;
        for (int i = 0; i < lived.size(); i++) {
            events += lived.get(i).events();
            if (events > MOST_EVENTS) {
                return i;
            }
        }
        return lived.size();
    }

    private static Instant beginAfter(Lived first, Instant to) {
        var over = first.endTime();
        return over == null || over.isAfter(to) ? to : over;
    }

    private void replay(List<Lived> lived, Instant from, Instant to, Viewer viewer, List<ReplayedCall> calls) {
        var histories = histories(lived);
        for (var each : lived) {
            var steps = Steps.of(each.id(), histories.getOrDefault(each.id(), List.of()), queues::limits);
            var spans = spans(steps, from, to, viewer);
            if (!spans.isEmpty()) {
                var call = steps.getFirst().after();
                calls.add(new ReplayedCall(call.id(), call.type(), call.startTime(), spans));
            }
        }
    }

    private Map<String, List<StoredEvent>> histories(List<Lived> lived) {
        var ids = lived.stream().map(Lived::id).toArray(String[]::new);
        return sql
                .sql("select * from versioned_events where call_id = any(?) and not gave_way")
                .param(ids)
                .query((row, _) -> new StoredEvent(events.event(row), row.getInt("version"), false))
                .list()
                .stream()
                .collect(groupingBy(each -> each.event().callId()));
    }

    /// Those that reach into that time, in queues that the viewer sees.
    private static List<ReplayedSpan> spans(List<Step> steps, Instant from, Instant to, Viewer viewer) {
        var spans = new ArrayList<ReplayedSpan>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var end = i + 1 < steps.size() ? steps.get(i + 1).at() : null;
            if (step.at().isBefore(to)
                    && (end == null || end.isAfter(from))
                    && viewer.allows(step.after().queueId())) {
                spans.add(span(step, end));
            }
        }
        return spans;
    }

    /// Without what goes without saying: of a busy hour there are tens of thousands.
    private static ReplayedSpan span(Step step, @Nullable Instant end) {
        CallState call = step.after();
        return new ReplayedSpan(
                step.type(),
                step.at(),
                end,
                call.status(),
                call.queueId(),
                call.agentId(),
                call.statusSince().equals(step.at()) ? null : call.statusSince(),
                call.ringing().isEmpty() ? null : call.ringing(),
                call.ringingSince(),
                call.waitTime(),
                call.holdTime() == 0 ? null : call.holdTime(),
                call.endReason(),
                call.flags().isEmpty() ? null : call.flags());
    }
}
