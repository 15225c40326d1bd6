package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One interval of a [ReportSpan], or one queue in it.
///
/// @param from    the first interval begins where the span does, be it within a day or an hour
/// @param to      that moment is no longer in it
/// @param queueId whose visits these are; absent unless the report is by queue
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportRow(Instant from, Instant to, @Nullable String queueId, ReportFigures figures) {}
