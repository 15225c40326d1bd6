package callboard.calls.stats;

import callboard.calls.csv.CsvLines;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Writes a [ReportTable] as a sheet of a workbook (XLSX). A cell has the type of what is in it, so no text is taken
/// for a
/// formula.
final class ReportSheet {

    // So many rows are in memory at a time.
    private static final int FLUSHED = 500;
    private static final Set<String> RATES = Set.of("serviceLevel", "serviceLevelTarget", "abandonmentRate");

    private final Worksheet sheet;
    private final List<String> columns;
    private final ZoneId zone;
    private final Map<String, String> queues;

    private ReportSheet(Worksheet sheet, List<String> columns, ZoneId zone, Map<String, String> queues) {
        this.sheet = sheet;
        this.columns = columns;
        this.zone = zone;
        this.queues = queues;
    }

    /// @param zone   of its times
    /// @param queues their names, which are written beside their ids
    static void write(ReportTable table, ZoneId zone, Map<String, String> queues, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Callboard", null)) {
            var sheet = new ReportSheet(book.newWorksheet("Report"), table.columns(), zone, queues);
            sheet.head();
            int line = 1;
            for (var row : (Iterable<List<@Nullable Object>>) table.rows()::iterator) {
                sheet.print(line, row);
                if (line % FLUSHED == 0) {
                    sheet.sheet.flush();
                }
                line++;
            }
        }
    }

    private void head() {
        sheet.freezePane(0, 1);
        int at = 0;
        for (var column : columns) {
            at = head(at, ReportTable.isTime(column) ? column + " (" + zone + ")" : column);
            if (column.equals("queueId")) {
                at = head(at, "queue");
            }
        }
    }

    private int head(int at, String name) {
        sheet.value(0, at, name);
        sheet.style(0, at).bold().set();
        sheet.width(at, Math.max(12, name.length() + 2));
        return at + 1;
    }

    private void print(int line, List<@Nullable Object> row) {
        int at = 0;
        for (int i = 0; i < row.size(); i++) {
            switch (row.get(i)) {
                case Instant moment -> {
                    sheet.value(line, at, LocalDateTime.ofInstant(moment, zone));
                    sheet.style(line, at).format("yyyy-mm-dd hh:mm").set();
                }
                case CsvLines.Queue(var id) -> {
                    sheet.value(line, at++, id);
                    sheet.value(line, at, queues.getOrDefault(id, id));
                }
                case Double figure -> {
                    sheet.value(line, at, figure);
                    sheet.style(line, at)
                            .format(RATES.contains(columns.get(i)) ? "0.0%" : "0.0")
                            .set();
                }
                case Number count -> sheet.value(line, at, count);
                case null -> {}
                case Object text -> sheet.value(line, at, text.toString());
            }
            at++;
        }
    }
}
