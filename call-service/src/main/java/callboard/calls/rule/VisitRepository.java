package callboard.calls.rule;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.database.ReadPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When calls came to queues, were answered there and left, as far as their rows say.
@Component
class VisitRepository {

    // Of a visit that was answered and transferred only the call's first answer is kept. A call that nobody has
    // answered yet waits on in its next queue.
    private static final String VISITS = """
            with call as (
              select id, queue_id, start_time, answered_at, end_time, coalesce(visit_since, start_time) as entered_at,
                     coalesce(visit_answered_at, case when visit_since is null then answered_at end) as visit_answered_at
              from calls where start_time >= ? and start_time < ? and (end_time is null or end_time > ?)
            ), visit as (
              select id, queue_id, entered_at, visit_answered_at as answered_at, end_time as left_at from call
              union all
              select call.id, visit.queue_id, visit.entered_at,
                     case when visit.answered then greatest(call.answered_at, visit.entered_at) end, visit.left_at
              from call join queue_transfers visit on visit.call_id = call.id where visit.entered_at < visit.left_at
            )
            select visit.*,
                   case when call.answered_at < visit.entered_at then visit.entered_at else start_time end as waits_since
            from visit join call on call.id = visit.id
            """;

    // Calls that go on for longer are none.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// A call's stay in a queue.
    ///
    /// @param waitsSince when it came, or since when it has waited for its first answer in another queue
    /// @param answeredAt null for not, or not yet
    /// @param leftAt     null while it is there
    record Visited(
            String queueId,
            Instant enteredAt,
            Instant waitsSince,
            @Nullable Instant answeredAt,
            @Nullable Instant leftAt) {}

    private final JdbcClient sql;

    VisitRepository(@ReadPath JdbcClient sql) {
        this.sql = sql;
    }

    /// Of the calls that began between two moments.
    List<Visited> begunBetween(Instant from, Instant to) {
        return visits(from, to, from);
    }

    /// Of these, and of those that had begun before and were not over.
    List<Visited> with(Instant from, Instant to) {
        return visits(from.minus(LONGEST), to, from);
    }

    private List<Visited> visits(Instant from, Instant to, Instant alive) {
        return sql.sql(VISITS)
                .params(time(from), time(to), time(alive))
                .query((row, _) -> new Visited(
                        row.getString("queue_id"),
                        instant(row, "entered_at"),
                        instant(row, "waits_since"),
                        optionalInstant(row, "answered_at"),
                        optionalInstant(row, "left_at")))
                .list();
    }

    /// When the first call began that is kept.
    Optional<Instant> first() {
        return sql.sql("select min(start_time) as first from calls")
                .query((row, _) -> Optional.ofNullable(optionalInstant(row, "first")))
                .single();
    }

    /// When the call began after which no more than so many did.
    Optional<Instant> beginOfLast(int most) {
        return sql.sql("select start_time from calls order by start_time desc, id desc offset ? limit 1")
                .param(most)
                .query((row, _) -> instant(row, "start_time"))
                .optional();
    }
}
