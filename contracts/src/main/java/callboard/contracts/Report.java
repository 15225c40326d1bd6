package callboard.contracts;

/// What came in during a span, interval by interval, beside what came in during the span before it: `GET /api/reports`.
///
/// @param zone     whose days and hours these are, such as `Europe/Madrid`
/// @param interval `15m`, `30m`, `1h`, `1d`, `1w` (from Monday on), `1mo` or `all` (the whole span)
/// @param by       `none`, `queue`, `team` or `agent`
/// @param before   as many days, or months, as the span has; or the same length, if it begins or ends within a day
public record Report(String zone, String interval, String by, ReportSpan span, ReportSpan before) {}
