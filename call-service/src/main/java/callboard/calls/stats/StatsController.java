package callboard.calls.stats;

import callboard.calls.web.QueryParameters;
import callboard.contracts.Report;
import callboard.contracts.StatsSeries;
import callboard.contracts.StatsView;
import callboard.contracts.viewer.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/stats` and its series; both take `window` (15m, 30m, 1h, today; 15m unless given) and `queueId`, the
/// series `daysBefore` too. `GET /api/reports` is of any span that is kept.
@RestController
class StatsController {

    private final Statistics statistics;
    private final Reports reports;

    StatsController(Statistics statistics, Reports reports) {
        this.statistics = statistics;
        this.reports = reports;
    }

    /// Every queue that the viewer sees, now and over the window; with `queueId` that queue alone, and `all` is
    /// that queue too.
    @GetMapping("/api/stats")
    StatsView stats(@QueryParameters StatsQuery query, @AuthenticationPrincipal Viewer viewer) {
        statistics.requireKnown(query.queueId(), viewer);
        return statistics.view(query, viewer);
    }

    /// The window minute by minute; with `daysBefore`, the one that was at this time of day so many days ago.
    @GetMapping("/api/stats/series")
    StatsSeries series(@QueryParameters SeriesQuery query, @AuthenticationPrincipal Viewer viewer) {
        statistics.requireKnown(query.queueId(), viewer);
        return statistics.series(query, viewer);
    }

    /// Any span that is kept, in any time zone, beside the one before it.
    @GetMapping("/api/reports")
    Report report(@QueryParameters ReportQuery query, @AuthenticationPrincipal Viewer viewer) {
        return reports.report(query, viewer);
    }
}
