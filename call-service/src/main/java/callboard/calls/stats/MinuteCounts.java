package callboard.calls.stats;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.database.ReadPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was counted of each minute, as it came out in the end.
@Component
public class MinuteCounts {

    private static final String MINUTES = "select minute, queue_id, " + Statistics.SUMS + """
            from counted_minutes where minute >= ? and minute < ? group by minute, queue_id order by minute
            """;

    private final JdbcClient sql;

    MinuteCounts(@ReadPath JdbcClient sql) {
        this.sql = sql;
    }

    /// What began in one minute in one queue.
    ///
    /// @param queueId empty for what calls and their visits differ by, which counts for all queues together alone
    public record Minute(Instant minute, String queueId, Counts counts) {}

    /// In the order of time, each minute's queues in any.
    public List<Minute> between(Instant from, Instant to) {
        return sql.sql(MINUTES)
                .params(time(from), time(to))
                .query((row, _) ->
                        new Minute(instant(row, "minute"), row.getString("queue_id"), Statistics.counts(row)))
                .list();
    }

    /// The first minute of which anything is kept.
    public Optional<Instant> first() {
        return sql.sql("select min(minute) as minute from counted_minutes")
                .query((row, _) -> Optional.ofNullable(optionalInstant(row, "minute")))
                .single()
                .map(first -> first.truncatedTo(ChronoUnit.MINUTES));
    }
}
