package callboard.calls.stats;

import callboard.calls.csv.CsvForm;
import callboard.calls.csv.CsvLines;
import callboard.calls.web.QueryParameters;
import callboard.contracts.viewer.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/reports.csv` and `/api/reports.xlsx`: the rows of a report's span, a line each.
@RestController
class ReportExportController {

    private final Reports reports;
    private final Clock clock;

    ReportExportController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/api/reports.csv")
    void csv(
            @QueryParameters ReportQuery query,
            @QueryParameters CsvForm form,
            @AuthenticationPrincipal Viewer viewer,
            HttpServletResponse response)
            throws IOException {
        var table = ReportTable.of(reports.report(query, viewer));
        var names = form.language() == null ? Map.<String, String>of() : reports.queueNames();
        answer(response, "text/csv; charset=UTF-8; header=present", "csv");
        var out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 15);
        var lines = new CsvLines(out, form, names);
        lines.printHead(table.columns());
        for (var row : (Iterable<List<@Nullable Object>>) table.rows()::iterator) {
            lines.print(row.toArray());
        }
        out.flush();
    }

    @GetMapping("/api/reports.xlsx")
    void xlsx(@QueryParameters ReportQuery query, @AuthenticationPrincipal Viewer viewer, HttpServletResponse response)
            throws IOException {
        var report = reports.report(query, viewer);
        var names = reports.queueNames();
        answer(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
        ReportSheet.write(ReportTable.of(report), ZoneId.of(report.zone()), names, response.getOutputStream());
    }

    private void answer(HttpServletResponse response, String type, String ending) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"callboard-report-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "."
                        + ending + "\"");
    }
}
