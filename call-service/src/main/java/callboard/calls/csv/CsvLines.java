package callboard.calls.csv;

import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// Lines of RFC 4180, for spreadsheets or for programs.
public final class CsvLines {

    public static final CSVFormat FORMAT = CSVFormat.RFC4180;

    // What a spreadsheet would take for the beginning of a formula, and calculate.
    private static final String FORMULA = "=+-@\t\r";

    /// A queue: by its id, and by its name where codes have words.
    public record Queue(String id) {}

    /// What a call has broken.
    public record Rules(Collection<Rule> rules) {}

    private final CSVPrinter lines;
    private final CsvForm form;
    private final Map<String, String> queues;

    /// Excel takes a file for UTF-8 only when it begins with a byte order mark.
    ///
    /// @param form where it is raw, cells are as they are, for programs, even if a spreadsheet would calculate them
    /// @param queues their names
    public CsvLines(Writer out, CsvForm form, Map<String, String> queues) throws IOException {
        this.form = form;
        this.queues = queues;
        out.write('\uFEFF');
        lines = FORMAT.builder().setDelimiter(form.delimiter()).get().print(out);
    }

    public void print(@Nullable Object... cells) throws IOException {
        lines.printRecord(Stream.of(cells).flatMap(this::cells));
    }

    public void printHead(List<String> columns) throws IOException {
        lines.printRecord(columns.stream().flatMap(form::head));
    }

    private Stream<String> cells(@Nullable Object value) {
        if (!(value instanceof Queue(var id))) {
            return Stream.of(cell(value));
        }
        return form.language() == null ? Stream.of(cell(id)) : Stream.of(cell(id), cell(queues.getOrDefault(id, id)));
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case Double seconds -> form.number(seconds);
            case Instant time -> form.time(time);
            case Rules(var rules) -> form.words(rules);
            case WireEnum code -> form.word(code);
            case null, default -> form.isRaw() ? text(value) : guarded(value);
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// No cell is a formula.
    public static String guarded(@Nullable Object value) {
        var text = text(value);
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
