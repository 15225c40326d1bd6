package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// A span of a [Report].
///
/// @param to    that moment is no longer in it
/// @param total all of it
/// @param rows  by interval, the first first, and within it by id; of queues only those in which something came in
public record ReportSpan(Instant from, Instant to, ReportFigures total, List<ReportRow> rows) {

    public ReportSpan {
        rows = List.copyOf(rows);
    }
}
