package callboard.calls.stats;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import callboard.contracts.QueueStats;
import callboard.contracts.StatsView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/stats`.
@RestController
class StatsController {

    // Only live calls are looked at, by an index that holds no others.
    private static final String NOW = """
            select queues.id,
                   count(*) filter (where status = 'waiting') as waiting,
                   count(*) filter (where status = 'active') as active,
                   count(*) filter (where status = 'on_hold') as on_hold,
                   min(status_since) filter (where status = 'waiting') as oldest
            from queues left join calls on calls.queue_id = queues.id and calls.status <> 'ended'
            where queues.retired_at is null or calls.id is not null
            group by queues.id order by queues.id
            """;

    private final JdbcTemplate sql;
    private final Clock clock;

    StatsController(JdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @GetMapping("/api/stats")
    StatsView stats() {
        var queues = sql.query(NOW, (row, _) -> queue(row));
        return new StatsView(clock.instant(), "15m", clock.instant(), all(queues), queues);
    }

    private static QueueStats queue(ResultSet row) throws SQLException {
        return new QueueStats(row.getString("id"), row.getLong("waiting"), row.getLong("active"),
                row.getLong("on_hold"), oldest(row), 0, 0, 0, 0, 0, null, null, null, null);
    }

    private static @Nullable Instant oldest(ResultSet row) throws SQLException {
        var oldest = row.getObject("oldest", OffsetDateTime.class);
        return oldest == null ? null : oldest.toInstant();
    }

    private static QueueStats all(List<QueueStats> queues) {
        return new QueueStats(null,
                queues.stream().mapToLong(QueueStats::waiting).sum(),
                queues.stream().mapToLong(QueueStats::active).sum(),
                queues.stream().mapToLong(QueueStats::onHold).sum(),
                queues.stream().map(QueueStats::oldestWaitingSince).filter(Objects::nonNull)
                        .min(Instant::compareTo).orElse(null), 0, 0, 0, 0, 0, null, null, null, null);
    }
}
