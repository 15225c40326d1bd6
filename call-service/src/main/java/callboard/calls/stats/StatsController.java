package callboard.calls.stats;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.Problem.Issue;
import callboard.contracts.StatsSeries;
import callboard.contracts.StatsView;
import callboard.contracts.viewer.Viewer;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/stats` and its series; both take `window` (15m, 30m, 1h, today; 15m unless given) and `queueId`.
@RestController
class StatsController {

    private final Statistics statistics;

    StatsController(Statistics statistics) {
        this.statistics = statistics;
    }

    /// Every queue that the viewer sees, now and over the window; with `queueId` that queue alone, and `all` is
    /// that queue too.
    @GetMapping("/api/stats")
    StatsView stats(@QueryParameters StatsQuery query, @AuthenticationPrincipal Viewer viewer) {
        return statistics.view(known(query, viewer), viewer);
    }

    /// The window minute by minute.
    @GetMapping("/api/stats/series")
    StatsSeries series(@QueryParameters StatsQuery query, @AuthenticationPrincipal Viewer viewer) {
        return statistics.series(known(query, viewer), viewer);
    }

    private StatsQuery known(StatsQuery query, Viewer viewer) {
        var queueId = query.queueId();
        if (queueId != null && !statistics.knownQueue(viewer).test(queueId)) {
            throw ProblemException.invalidParameters(
                    List.of(new Issue("queueId", "There is no queue " + queueId, "unknown_queue")));
        }
        return query;
    }
}
