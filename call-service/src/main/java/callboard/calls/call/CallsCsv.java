package callboard.calls.call;

import static java.util.stream.Collectors.joining;

import callboard.contracts.Call;
import callboard.contracts.WireEnum;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// Calls as lines of RFC 4180, one column for each member of [Call], and the call's length.
final class CallsCsv {

    static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private static final Object[] COLUMNS = {
        "id",
        "type",
        "status",
        "queueId",
        "agentId",
        "startTime",
        "endTime",
        "statusSince",
        "answeredAt",
        "waitTime",
        "holdTime",
        "duration",
        "endReason",
        "flags",
        "sequence",
        "from",
        "to",
        "direction",
        "callerName"
    };
    // What a spreadsheet would take for the beginning of a formula, and calculate.
    private static final String FORMULA = "=+-@\t\r";

    private final CSVPrinter lines;
    private final boolean raw;

    /// Excel takes a file for UTF-8 only when it begins with a byte order mark.
    ///
    /// @param raw whether cells are as they are, for programs, even where a spreadsheet would calculate them
    CallsCsv(Writer out, boolean raw) throws IOException {
        this.raw = raw;
        out.write('\uFEFF');
        lines = FORMAT.print(out);
        lines.printRecord(COLUMNS);
    }

    void print(Call call) throws IOException {
        lines.printRecord(Stream.<@Nullable Object>of(
                        call.id(),
                        call.type().word(),
                        call.status().word(),
                        call.queueId(),
                        call.agentId(),
                        call.startTime(),
                        call.endTime(),
                        call.statusSince(),
                        call.answeredAt(),
                        call.waitTime(),
                        call.holdTime(),
                        call.endTime() == null ? null : Sort.seconds(call),
                        call.endReason() == null ? null : call.endReason().word(),
                        call.flags().stream().map(WireEnum::word).collect(joining(" ")),
                        call.sequence(),
                        call.from(),
                        call.to(),
                        call.direction() == null ? null : call.direction().word(),
                        call.callerName())
                .map(value -> raw ? text(value) : guarded(value)));
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
