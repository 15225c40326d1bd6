package callboard.calls.stats;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.Problem.Issue;
import callboard.contracts.Report;
import callboard.contracts.viewer.Viewer;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/reports`: any span that is kept, in any time zone, beside the one before it.
@RestController
class ReportController {

    /// A report has so many intervals at most: 15 days of quarters, two months of hours.
    static final int MOST = 1500;

    private final Reports reports;
    private final Statistics statistics;

    ReportController(Reports reports, Statistics statistics) {
        this.reports = reports;
        this.statistics = statistics;
    }

    @GetMapping("/api/reports")
    Report report(@QueryParameters ReportQuery query, @AuthenticationPrincipal Viewer viewer) {
        if (query.queueId() != null && !statistics.knownQueue(viewer).test(query.queueId())) {
            throw ProblemException.invalidParameters(
                    List.of(new Issue("queueId", "There is no queue " + query.queueId(), "unknown_queue")));
        }
        var zone = query.zone() == null ? ZoneOffset.UTC : query.zone();
        if (query.interval().parts(query.from(), query.to(), zone, MOST).size() > MOST) {
            throw ProblemException.invalidParameters(List.of(new Issue(
                    "interval", "The span has more than " + MOST + " of these; take longer ones", "invalid_value")));
        }
        return reports.report(query, viewer);
    }
}
