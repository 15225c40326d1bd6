package callboard.calls.stats;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.openHours;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.database.ReadPath;
import callboard.calls.lifecycle.OpeningTimes;
import callboard.calls.web.ProblemException;
import callboard.contracts.Problem.Issue;
import callboard.contracts.QueueStats;
import callboard.contracts.StatsPoint;
import callboard.contracts.StatsSeries;
import callboard.contracts.StatsView;
import callboard.contracts.StatsWindow;
import callboard.contracts.viewer.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the statistics: the counters of the window's quarters of an hour, of the minutes before and after these,
/// and the calls that are live now. No other call is looked at, so it takes as long with ten million of them as
/// with ten.
@Component
public class Statistics {

    static final String SUMS = """
            sum(offered) as offered, sum(answered) as answered, sum(answered_within) as answered_within,
            sum(wait_millis) as wait_millis, sum(abandoned) as abandoned, sum(short_abandoned) as short_abandoned,
            sum(handled) as handled, sum(handle_millis) as handle_millis, sum(transferred) as transferred,
            sum(overflowed) as overflowed, sum(callbacks) as callbacks, sum(voicemails) as voicemails,
            sum(failed) as failed, sum(outside_hours) as outside_hours
            """;

    static final String COUNTS = """
            queue_id, offered, answered, answered_within, wait_millis, abandoned, short_abandoned, handled, handle_millis,
            transferred, overflowed, callbacks, voicemails, failed, outside_hours
            """;

    // One statement, so that what stands now and what was counted are of the same moment. A retired queue is shown for
    // as long as there is something to show, or when it is asked for.
    private static final String QUEUES = """
            select queues.id, queues.target_percent, queues.open_hours, live.*, counted.*
            from (select id, retired_at, target_percent, open_hours from queues union all select '', null, 0, null) as queues
            left join (
              select queue_id,
                     count(*) filter (where status = 'waiting') as waiting,
                     count(*) filter (where status = 'active') as active,
                     count(*) filter (where status = 'on_hold') as on_hold,
                     min(status_since) filter (where status = 'waiting') as oldest
              from calls where status <> 'ended' group by queue_id
            ) as live on live.queue_id = queues.id
            left join (
              select queue_id,
            """ + SUMS + """
              from (
                select
            """ + COUNTS
            + "from counted_minutes where minute >= :from and minute < :whole union all select "
            + COUNTS + "from stats_quarters where quarter >= :whole and quarter < :last union all select "
            + COUNTS + "from journal_minutes where minute >= :whole and minute < :last union all select "
            + COUNTS + """
                from counted_minutes where minute between :last and :now
              ) as parts group by queue_id
            ) as counted on counted.queue_id = queues.id
            where (:queue::text = queues.id or (:queue::text is null and (queues.retired_at is null
                                                  or live.queue_id is not null or counted.queue_id is not null)))
              and (:seen::text[] is null or queues.id = any(:seen::text[]))
            order by queues.id collate "C"
            """;

    private static final String MINUTES = "select minute, " + SUMS + """
            from counted_minutes where minute between :from and :now and (:queue::text is null or queue_id = :queue)
              and (:seen::text[] is null or queue_id = any(:seen::text[]))
            group by minute
            """;

    private record Standing(
            long waiting,
            long active,
            long onHold,
            @Nullable Instant oldest) {}

    private record Queue(String id, int targetPercent, OpeningTimes openingTimes, Standing now, Counts counts) {}

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final JdbcClient sql;
    private final StatsProperties settings;
    private final Clock clock;

    Statistics(@ReadPath JdbcClient sql, StatsProperties settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /// Every queue, now and over the window, for who sees them all.
    public StatsView all(StatsWindow window) {
        return view(new StatsQuery(window, null), Viewer.ANYBODY);
    }

    StatsView view(StatsQuery query, Viewer viewer) {
        var now = clock.instant();
        var from = settings.begin(query.window(), now);
        // A quarter that is not over may hold minutes that have yet to come, and the window may begin within one.
        var whole = quarterOf(from.plus(QUARTER).minusNanos(1));
        var last = quarterOf(now);
        if (whole.isAfter(last)) {
            whole = last = from;
        }
        var queues = sql.sql(QUEUES)
                .param("from", time(from))
                .param("whole", time(whole))
                .param("last", time(last))
                .param("now", time(now))
                .param("queue", query.queueId())
                .param("seen", seen(viewer))
                .query((row, _) -> new Queue(
                        row.getString("id"),
                        row.getInt("target_percent"),
                        OpeningTimes.of(openHours(row)),
                        standing(row),
                        counts(row)))
                .list();
        var counts = queues.stream().map(Queue::counts).reduce(Counts.NONE, Counts::plus);
        long visits = queues.stream()
                .filter(queue -> !queue.id.equals(Tally.NO_QUEUE))
                .mapToLong(queue -> queue.counts.offered())
                .sum();
        var target = new TargetSum();
        queues.stream()
                .filter(queue -> !queue.id.equals(Tally.NO_QUEUE))
                .forEach(queue -> target.add(queue.counts, queue.targetPercent));
        var all = new Standing(
                queues.stream().mapToLong(queue -> queue.now.waiting).sum(),
                queues.stream().mapToLong(queue -> queue.now.active).sum(),
                queues.stream().mapToLong(queue -> queue.now.onHold).sum(),
                queues.stream()
                        .map(queue -> queue.now.oldest)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null));
        return new StatsView(
                now,
                query.window().word(),
                from,
                stats(null, all, counts, visits, target.level(), null),
                queues.stream()
                        // What calls and their visits differ by is no queue.
                        .filter(queue -> !queue.id.equals(Tally.NO_QUEUE))
                        .map(queue -> stats(
                                queue.id,
                                queue.now,
                                queue.counts,
                                queue.counts.offered(),
                                queue.targetPercent / 100.0,
                                queue.openingTimes.opensAfter(now).orElse(null)))
                        .toList());
    }

    StatsSeries series(SeriesQuery query, Viewer viewer) {
        var now = settings.daysBefore(clock.instant(), query.daysBefore() == null ? 0 : query.daysBefore());
        var from = settings.begin(query.window(), now);
        var counted = new HashMap<Instant, Counts>();
        sql.sql(MINUTES)
                .param("from", time(from))
                .param("now", time(now))
                .param("queue", query.queueId())
                .param("seen", seen(viewer))
                .query(row -> {
                    counted.put(instant(row, "minute"), counts(row));
                });
        var points = Stream.iterate(from, minute -> !minute.isAfter(now), minute -> minute.plus(1, ChronoUnit.MINUTES))
                .map(minute -> point(minute, counted.getOrDefault(minute, Counts.NONE)))
                .toList();
        return new StatsSeries(query.window().word(), query.queueId(), points);
    }

    /// Whether there is a queue of that name that the viewer may see, be it retired.
    Predicate<String> knownQueue(Viewer viewer) {
        return id -> viewer.allows(id)
                && sql.sql("select exists (select from queues where id = ?)")
                        .param(id)
                        .query(Boolean.class)
                        .single();
    }

    /// Refuses a queue that is none, or that the viewer may not see.
    void requireKnown(@Nullable String queueId, Viewer viewer) {
        if (queueId != null && !knownQueue(viewer).test(queueId)) {
            throw ProblemException.invalidParameters(
                    List.of(new Issue("queueId", "There is no queue " + queueId, "unknown_queue")));
        }
    }

    static String @Nullable [] seen(Viewer viewer) {
        return viewer.queues() == null ? null : viewer.queues().toArray(String[]::new);
    }

    private static QueueStats stats(
            @Nullable String queueId,
            Standing now,
            Counts counts,
            long visits,
            @Nullable Double target,
            @Nullable Instant opensAt) {
        return new QueueStats(
                queueId,
                now.waiting,
                now.active,
                now.onHold,
                now.oldest,
                counts.offered(),
                counts.answered(),
                counts.answeredWithin(),
                counts.abandoned(),
                counts.shortAbandoned(),
                counts.serviceLevel(),
                counts.asa(),
                counts.aht(),
                counts.abandonmentRate(),
                visits,
                counts.transferred(),
                counts.overflowed(),
                counts.callbacks(),
                counts.voicemails(),
                counts.failed(),
                target,
                counts.outsideHoursOrNull(),
                opensAt);
    }

    private static StatsPoint point(Instant minute, Counts counts) {
        return new StatsPoint(
                minute,
                counts.offered(),
                counts.answered(),
                counts.answeredWithin(),
                counts.abandoned(),
                counts.shortAbandoned(),
                counts.serviceLevel(),
                counts.outsideHoursOrNull());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("waiting"), row.getLong("active"), row.getLong("on_hold"), optionalInstant(row, "oldest"));
    }

    /// A queue in which nothing was counted has nulls, which are read as zeroes.
    static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("offered"),
                row.getLong("answered"),
                row.getLong("answered_within"),
                row.getLong("wait_millis"),
                row.getLong("abandoned"),
                row.getLong("short_abandoned"),
                row.getLong("handled"),
                row.getLong("handle_millis"),
                row.getLong("transferred"),
                row.getLong("overflowed"),
                row.getLong("callbacks"),
                row.getLong("voicemails"),
                row.getLong("failed"),
                row.getLong("outside_hours"),
                WaitBuckets.NONE);
    }

    private static Instant quarterOf(Instant moment) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), QUARTER.toSeconds()) * QUARTER.toSeconds());
    }
}
