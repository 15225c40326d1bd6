package callboard.calls.stats;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.database.CustomPlans;
import callboard.calls.database.ReadPath;
import callboard.calls.stats.ReportQuery.By;
import callboard.calls.web.ProblemException;
import callboard.contracts.Problem.Issue;
import callboard.contracts.Report;
import callboard.contracts.ReportFigures;
import callboard.contracts.ReportRow;
import callboard.contracts.ReportSpan;
import callboard.contracts.viewer.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what was counted of a span, by days of the call centre and quarters of an hour: no call is looked at, and time
/// zones differ by whole quarters.
@Component
class Reports {

    /// A report has so many intervals at most: 15 days of quarters, two months of hours.
    private static final int MOST = 1500;

    // One statement, so that figures and percentiles are of the same moment. Percentiles are asked of each queue only
    // where the report tells queues apart: else all waits stand with no queue.
    private static final String COUNTS = """
            with day_pieces as (
              select * from unnest(:dayParts::text[]::int[], :dayFroms::text[]::date[], :dayTos::text[]::date[]) as piece (part, begins, ends)
            ), quarter_pieces as (
              select * from unnest(:parts::text[]::int[], :froms::text[]::timestamptz[], :tos::text[]::timestamptz[])
                as piece (part, begins, ends)
            ), counted as (
              select part, queue_id,
            """ + Statistics.SUMS + """
              from (
                select part,
            """ + Statistics.COUNTS
            + "from day_pieces join stats_days on day >= begins and day < ends union all select part,"
            + Statistics.COUNTS + """
                from quarter_pieces join stats_quarters on quarter >= begins and quarter < ends
                union all
                select width_bucket(minute, (select :begins::text[]::timestamptz[])),
            """ + Statistics.COUNTS + """
                from journal_minutes where minute >= :from and minute < :to
              ) as pieces
              where (:queue::text is null or queue_id = :queue) and (:seen::text[] is null or queue_id = any(:seen))
              group by 1, 2
            ), waited as (
              select part, queue_id, array_agg(bucket) as buckets, array_agg(calls) as calls
              from (
                select part, case when :each then queue_id else '' end as queue_id, bucket, sum(calls)::bigint as calls
                from (
                  select part, queue_id, bucket, calls
                  from day_pieces join stats_day_waits on day >= begins and day < ends where not :whole
                  union all
                  select part, '', bucket, calls
                  from day_pieces join stats_day_all_waits on day >= begins and day < ends where :whole
                  union all
                  select part, queue_id, bucket, calls
                  from quarter_pieces join stats_waits on quarter >= begins and quarter < ends
                  union all
                  select width_bucket(minute, (select :begins::text[]::timestamptz[])), queue_id, bucket, calls
                  from journal_waits where minute >= :from and minute < :to
                ) as pieces
                where (:queue::text is null or queue_id = :queue) and (:seen::text[] is null or queue_id = any(:seen))
                group by 1, 2, 3 having sum(calls) <> 0
              ) as each group by 1, 2
            )
            select * from counted full join waited using (part, queue_id)
            """;

    private static final String TARGETS = """
            select queue_id, changed_at, target_percent from queue_versions
            where (:queue::text is null or queue_id = :queue) and (:seen::text[] is null or queue_id = any(:seen))
            order by queue_id, version
            """;

    /// A queue in a part of the span, counted from 1.
    private record Cell(int part, String queueId) implements Comparable<Cell> {

        private static final Comparator<Cell> ORDER =
                Comparator.comparingInt(Cell::part).thenComparing(Cell::queueId);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    private final JdbcClient sql;
    private final CustomPlans plans;
    private final Statistics statistics;
    private final AgentReports agents;
    private final StatsCalendar calendar;
    private final StatsProperties settings;

    Reports(
            @ReadPath JdbcClient sql,
            CustomPlans plans,
            Statistics statistics,
            AgentReports agents,
            StatsCalendar calendar,
            StatsProperties settings) {
        this.sql = sql;
        this.plans = plans;
        this.statistics = statistics;
        this.agents = agents;
        this.calendar = calendar;
        this.settings = settings;
    }

    Report report(ReportQuery query, Viewer viewer) {
        return plans.read(() -> read(query, viewer));
    }

    private Report read(ReportQuery query, Viewer viewer) {
        statistics.requireKnown(query.queueId(), viewer);
        var zone = query.zone() == null ? settings.zone() : query.zone();
        var span = new Span(query.from(), query.to());
        var begins = query.interval().parts(span, zone);
        if (begins.size() > MOST) {
            throw ProblemException.invalidParameters(List.of(new Issue(
                    "interval", "The span has more than " + MOST + " of these; take longer ones", "invalid_value")));
        }
        var before = span.before(zone);
        var targets = targets(query, viewer);
        var daysSince = calendar.since().orElse(null);
        if (query.isOfAgents()) {
            agents.whyUnknown(span, begins).ifPresent(why -> {
                throw why;
            });
        }
        return new Report(
                zone.getId(),
                query.interval().word(),
                query.by().word(),
                span(query, span, begins, daysSince, targets, viewer),
                span(query, before, query.interval().parts(before, zone), daysSince, targets, viewer));
    }

    private ReportSpan span(
            ReportQuery query,
            Span span,
            List<Instant> begins,
            @Nullable LocalDate daysSince,
            Targets targets,
            Viewer viewer) {
        var pieces = Pieces.of(span, begins, settings.zone(), daysSince);
        var cells = read(query, span, begins, pieces, viewer);
        ToIntFunction<Cell> target = cell -> targets.percent(cell.queueId, end(cell.part, begins, span));
        var rows = new ArrayList<ReportRow>();
        for (int i = 0; i < begins.size(); i++) {
            var to = end(i + 1, begins, span);
            var part = cells.subMap(new Cell(i + 1, ""), new Cell(i + 2, ""));
            if (query.by() != By.QUEUE) {
                rows.add(new ReportRow(begins.get(i), to, null, figures(part, target)));
            }
            for (var queue : part.keySet()) {
                if (query.by() == By.QUEUE && !queue.queueId.equals(Tally.NO_QUEUE)) {
                    var own = Map.of(queue, Objects.requireNonNull(part.get(queue)));
                    rows.add(new ReportRow(begins.get(i), to, queue.queueId, figures(own, target)));
                }
            }
        }
        boolean isKnown = query.isOfAgents() && agents.whyUnknown(span, begins).isEmpty();
        return new ReportSpan(
                span.from(),
                span.to(),
                figures(cells, target),
                rows,
                isKnown && query.by() == By.AGENT ? seen(viewer, agents.agents(span, begins, query.team())) : null,
                isKnown && query.by() == By.TEAM ? seen(viewer, agents.teams(span, begins)) : null);
    }

    /// Who sees some queues only sees none: agents' days are of all queues.
    private static <R> List<R> seen(Viewer viewer, List<R> rows) {
        return viewer.queues() == null ? rows : List.of();
    }

    /// By their ids, of retired queues, too.
    Map<String, String> queueNames() {
        var names = new HashMap<String, String>();
        sql.sql("select id, display_name from queues").query(row -> {
            names.put(row.getString("id"), row.getString("display_name"));
        });
        return names;
    }

    private static Instant end(int part, List<Instant> begins, Span span) {
        return part < begins.size() ? begins.get(part) : span.to();
    }

    private Targets targets(ReportQuery query, Viewer viewer) {
        var targets = new Targets();
        sql.sql(TARGETS)
                .param("queue", query.queueId())
                .param("seen", Statistics.seen(viewer))
                .query(row -> {
                    targets.add(row.getString("queue_id"), instant(row, "changed_at"), row.getInt("target_percent"));
                });
        return targets;
    }

    private SortedMap<Cell, Counts> read(
            ReportQuery query, Span span, List<Instant> begins, Pieces pieces, Viewer viewer) {
        var cells = new TreeMap<Cell, Counts>();
        var days = pieces.days();
        var quarters = pieces.quarters();
        sql.sql(COUNTS)
                .param("dayParts", Pieces.texts(days, Pieces.Days::part))
                .param("dayFroms", Pieces.texts(days, Pieces.Days::from))
                .param("dayTos", Pieces.texts(days, Pieces.Days::to))
                .param("parts", Pieces.texts(quarters, Pieces.Quarters::part))
                .param("froms", Pieces.texts(quarters, Pieces.Quarters::from))
                .param("tos", Pieces.texts(quarters, Pieces.Quarters::to))
                .param("each", query.by() == By.QUEUE)
                .param("whole", query.by() != By.QUEUE && query.queueId() == null && viewer.queues() == null)
                .param("begins", begins.stream().map(Instant::toString).toArray(String[]::new))
                .param("from", time(span.from()))
                .param("to", time(span.to()))
                .param("queue", query.queueId())
                .param("seen", Statistics.seen(viewer))
                .query(row -> {
                    cells.put(new Cell(row.getInt("part"), row.getString("queue_id")), counts(row));
                });
        return cells;
    }

    private static Counts counts(ResultSet row) throws SQLException {
        var counts = Statistics.counts(row);
        var buckets = row.getArray("buckets");
        if (buckets == null) {
            return counts;
        }
        return counts.with(WaitBuckets.of(
                (Short[]) buckets.getArray(), (Long[]) row.getArray("calls").getArray()));
    }

    private static ReportFigures figures(Map<Cell, Counts> cells, ToIntFunction<Cell> targetPercent) {
        var counts = cells.values().stream().reduce(Counts.NONE, Counts::plus);
        long visits = 0;
        var target = new TargetSum();
        for (var each : cells.entrySet()) {
            if (!each.getKey().queueId.equals(Tally.NO_QUEUE)) {
                visits += each.getValue().offered();
                target.add(each.getValue(), targetPercent.applyAsInt(each.getKey()));
            }
        }
        return new ReportFigures(
                counts.offered(),
                visits,
                counts.answered(),
                counts.answeredWithin(),
                counts.abandoned(),
                counts.shortAbandoned(),
                counts.transferred(),
                counts.overflowed(),
                counts.callbacks(),
                counts.voicemails(),
                counts.failed(),
                counts.serviceLevel(),
                counts.asa(),
                counts.aht(),
                counts.abandonmentRate(),
                counts.waitPercentile(0.5),
                counts.waitPercentile(0.8),
                counts.waitPercentile(0.95),
                target.level(),
                counts.outsideHoursOrNull());
    }
}
