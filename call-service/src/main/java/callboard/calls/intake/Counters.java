package callboard.calls.intake;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import callboard.calls.agent.AgentDay;
import callboard.calls.agent.AgentTally;
import callboard.calls.database.WritePath;
import callboard.calls.intake.Batch.Written;
import callboard.calls.lifecycle.CallState;
import callboard.calls.queue.Queues;
import callboard.calls.stats.Counts;
import callboard.calls.stats.StatsSettings;
import callboard.calls.stats.Tally;
import callboard.calls.stats.Tally.Cohort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps the statistics' counters in the transaction that stores what they count: one statement, or none.
///
/// Every writer adds to rows of its own, told apart by a slot, so that nobody waits for a row that others count in.
@Component
class Counters {

    private static final String ADD = """
            with agents as (
              insert into agent_days (day, agent_id, slot, handled, missed, handle_millis, last_left)
              select day::date, agent_id, ?, handled, missed, handle_millis, last_left::timestamptz
              from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                as delta (day, agent_id, handled, missed, handle_millis, last_left)
              on conflict (day, agent_id, slot) do update set
                handled = agent_days.handled + excluded.handled, missed = agent_days.missed + excluded.missed,
                handle_millis = agent_days.handle_millis + excluded.handle_millis,
                last_left = greatest(agent_days.last_left, excluded.last_left)
            )
            insert into stats_minutes as counted (minute, queue_id, slot, offered, answered, answered_within,
                                                  wait_millis, abandoned, short_abandoned, handled, handle_millis)
            select minute::timestamptz, queue_id, ?, offered, answered, answered_within, wait_millis, abandoned,
                   short_abandoned, handled, handle_millis
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[])
              as delta (minute, queue_id, offered, answered, answered_within, wait_millis, abandoned, short_abandoned,
                        handled, handle_millis)
            on conflict (minute, queue_id, slot) do update set
              offered = counted.offered + excluded.offered, answered = counted.answered + excluded.answered,
              answered_within = counted.answered_within + excluded.answered_within,
              wait_millis = counted.wait_millis + excluded.wait_millis,
              abandoned = counted.abandoned + excluded.abandoned,
              short_abandoned = counted.short_abandoned + excluded.short_abandoned,
              handled = counted.handled + excluded.handled,
              handle_millis = counted.handle_millis + excluded.handle_millis
            """;

    private final JdbcTemplate sql;
    private final Queues queues;
    private final StatsSettings settings;
    private final ConcurrentLinkedDeque<Integer> freeSlots = new ConcurrentLinkedDeque<>();

    Counters(@WritePath JdbcTemplate sql, Queues queues, StatsSettings settings) {
        this.sql = sql;
        this.queues = queues;
        this.settings = settings;
    }

    /// Counts what was written, in the caller's transaction: its last locks, after the calls', days before minutes.
    void count(List<Written> written) {
        var calls = new Tally((CallState call) -> queues.limits(call.queueId(), call.queueVersion()));
        var agents = new AgentTally(settings::day);
        for (var each : written) {
            calls.count(each.before(), each.after());
            agents.count(each.before(), each.event().timestamp(), each.after());
        }
        var cohorts = calls.deltas();
        var days = agents.deltas();
        if (cohorts.isEmpty() && days.isEmpty()) {
            return;
        }
        int slot = takeSlot();
        var keys = cohorts.sequencedKeySet();
        var counts = cohorts.sequencedValues();
        var agentDays = days.sequencedKeySet();
        var work = days.sequencedValues();
        sql.update(ADD,
                slot,
                column(agentDays, each -> each.day().toString()),
                column(agentDays, AgentDay::agentId),
                numbers(work, AgentDay.Work::handled),
                numbers(work, AgentDay.Work::missed),
                numbers(work, AgentDay.Work::handleMillis),
                column(work, each -> each.lastLeft().toString()),
                slot,
                column(keys, each -> each.minute().toString()),
                column(keys, Cohort::queueId),
                numbers(counts, Counts::offered),
                numbers(counts, Counts::answered),
                numbers(counts, Counts::answeredWithin),
                numbers(counts, Counts::waitMillis),
                numbers(counts, Counts::abandoned),
                numbers(counts, Counts::shortAbandoned),
                numbers(counts, Counts::handled),
                numbers(counts, Counts::handleMillis));
    }

    /// A slot that no other transaction of this replica has now. Slots are drawn from a sequence, so that replicas have
    /// different ones; the sequence begins anew after 64, and two that share a slot then only wait for each other.
    private int takeSlot() {
        var free = freeSlots.pollFirst();
        int slot = free == null ? sql.queryForObject("select nextval('stats_slots')", Integer.class) : free;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                freeSlots.addFirst(slot);
            }
        });
        return slot;
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> Long[] numbers(Collection<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }
}
