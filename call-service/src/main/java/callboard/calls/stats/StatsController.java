package callboard.calls.stats;

import callboard.contracts.StatsSeries;
import callboard.contracts.StatsView;
import callboard.viewers.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
    StatsView stats(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Viewer viewer) {
        return statistics.view(StatsQuery.from(parameters, statistics.knownQueue(viewer)), viewer);
    }

    /// The window minute by minute.
    @GetMapping("/api/stats/series")
    StatsSeries series(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Viewer viewer) {
        return statistics.series(StatsQuery.from(parameters, statistics.knownQueue(viewer)), viewer);
    }
}
