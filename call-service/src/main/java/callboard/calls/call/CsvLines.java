package callboard.calls.call;

import static java.util.stream.Collectors.joining;

import callboard.contracts.Call;
import callboard.contracts.WireEnum;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls as lines of RFC 4180, one column for each member of [Call], and the call's length.
final class CsvLines {

    private static final List<String> COLUMNS = List.of(
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
            "sequence");
    // What a spreadsheet would take for the beginning of a formula, and calculate.
    private static final String FORMULA = "=+-@\t\r";

    private final Writer out;

    CsvLines(Writer out) {
        this.out = out;
    }

    /// Excel takes a file for UTF-8 only when it begins with a byte order mark.
    void heading() throws IOException {
        out.write('\uFEFF');
        line(COLUMNS.stream());
    }

    void call(Call call) throws IOException {
        line(Stream.<@Nullable Object>of(
                        call.id(),
                        call.type(),
                        call.status(),
                        call.queueId(),
                        call.agentId(),
                        call.startTime(),
                        call.endTime(),
                        call.statusSince(),
                        call.answeredAt(),
                        call.waitTime(),
                        call.holdTime(),
                        call.endTime() == null ? null : Sort.seconds(call),
                        call.endReason(),
                        call.flags().stream().map(WireEnum::word).collect(joining(" ")),
                        call.sequence())
                .map(CsvLines::text));
    }

    private void line(Stream<String> cells) throws IOException {
        out.write(cells.map(CsvLines::cell).collect(joining(",", "", "\r\n")));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case WireEnum word -> word.word();
            case Object other -> other.toString();
        };
    }

    static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0)
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
