package callboard.calls.call;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// Lines of RFC 4180, for spreadsheets or for programs.
final class CsvLines {

    static final CSVFormat FORMAT = CSVFormat.RFC4180;

    // What a spreadsheet would take for the beginning of a formula, and calculate.
    private static final String FORMULA = "=+-@\t\r";

    private final CSVPrinter lines;
    private final CsvForm form;

    /// Excel takes a file for UTF-8 only when it begins with a byte order mark.
    ///
    /// @param form where it is raw, cells are as they are, for programs, even if a spreadsheet would calculate them
    CsvLines(Writer out, CsvForm form) throws IOException {
        this.form = form;
        out.write('\uFEFF');
        lines = FORMAT.builder().setDelimiter(form.delimiter()).get().print(out);
    }

    void print(@Nullable Object... cells) throws IOException {
        lines.printRecord(Stream.of(cells).map(this::cell));
    }

    private String cell(@Nullable Object value) {
        if (value instanceof Double seconds) {
            return form.number(seconds);
        }
        return form.isRaw() ? text(value) : guarded(value);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// No cell is a formula.
    static String guarded(@Nullable Object value) {
        var text = text(value);
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
