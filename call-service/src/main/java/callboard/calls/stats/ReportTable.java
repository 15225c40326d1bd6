package callboard.calls.stats;

import callboard.calls.csv.CsvLines;
import callboard.contracts.AgentReportRow;
import callboard.contracts.Report;
import callboard.contracts.ReportFigures;
import callboard.contracts.ReportRow;
import callboard.contracts.TeamReportRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report's span as lines: one for each interval, or for each queue or agent in it.
///
/// @param rows moments, ids, counts and figures in the order of the columns; null for what is absent
record ReportTable(List<String> columns, Stream<List<@Nullable Object>> rows) {

    private static final List<String> TIMES = List.of("begin", "end");
    private static final List<String> FIGURES = List.of(
            "offered",
            "visits",
            "answered",
            "answeredWithin",
            "abandoned",
            "shortAbandoned",
            "transferred",
            "overflowed",
            "callbacks",
            "voicemails",
            "failed",
            "serviceLevel",
            "serviceLevelTarget",
            "asa",
            "aht",
            "abandonmentRate",
            "waitP50",
            "waitP80",
            "waitP95",
            "outsideHours");
    private static final List<String> WORK = List.of("handled", "missed", "hungUp", "handleTime", "averageHandleTime");

    static boolean isTime(String column) {
        return TIMES.contains(column);
    }

    static ReportTable of(Report report) {
        var agents = report.span().agents();
        if (agents != null) {
            return new ReportTable(
                    columns(List.of("agentId", "team"), WORK), agents.stream().map(ReportTable::line));
        }
        var teams = report.span().teams();
        if (teams != null) {
            return new ReportTable(
                    columns(List.of("team", "agents"), WORK), teams.stream().map(ReportTable::line));
        }
        boolean byQueue = report.by().equals(ReportQuery.By.QUEUE.word());
        return new ReportTable(
                columns(byQueue ? List.of("queueId") : List.of(), FIGURES),
                report.span().rows().stream().map(ReportTable::line));
    }

    private static List<String> columns(List<String> of, List<String> values) {
        return Stream.of(TIMES, of, values).flatMap(List::stream).toList();
    }

    private static List<@Nullable Object> line(AgentReportRow row) {
        return Arrays.asList(
                row.from(),
                row.to(),
                row.agentId(),
                row.team(),
                row.handled(),
                row.missed(),
                row.hungUp(),
                row.handleTime(),
                row.averageHandleTime());
    }

    private static List<@Nullable Object> line(TeamReportRow row) {
        return Arrays.asList(
                row.from(),
                row.to(),
                row.team(),
                row.agents(),
                row.handled(),
                row.missed(),
                row.hungUp(),
                row.handleTime(),
                row.averageHandleTime());
    }

    private static List<@Nullable Object> line(ReportRow row) {
        var queueId = row.queueId();
        return Stream.of(
                        Stream.<@Nullable Object>of(row.from(), row.to()),
                        queueId == null ? Stream.<@Nullable Object>empty() : Stream.of(new CsvLines.Queue(queueId)),
                        figures(row.figures()))
                .<@Nullable Object>flatMap(cells -> cells)
                .toList();
    }

    private static Stream<@Nullable Object> figures(ReportFigures of) {
        return Stream.of(
                of.offered(),
                of.visits(),
                of.answered(),
                of.answeredWithin(),
                of.abandoned(),
                of.shortAbandoned(),
                of.transferred(),
                of.overflowed(),
                of.callbacks(),
                of.voicemails(),
                of.failed(),
                of.serviceLevel(),
                of.serviceLevelTarget(),
                of.asa(),
                of.aht(),
                of.abandonmentRate(),
                of.waitP50(),
                of.waitP80(),
                of.waitP95(),
                of.outsideHours() == null ? 0 : of.outsideHours());
    }
}
