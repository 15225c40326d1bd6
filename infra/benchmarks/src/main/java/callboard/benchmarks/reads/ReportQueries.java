package callboard.benchmarks.reads;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reports of the spans that people look at, until the day that `now` is in, in UTC: paths by the names that they are
/// reported under.
final class ReportQueries {

    private final ZonedDateTime today;

    ReportQueries(Instant now) {
        today = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    }

    Map<String, String> all() {
        var month = today.withDayOfMonth(1);
        var year = path(month.minusMonths(12), month, "1mo", "");
        var days = path(today.minusDays(30), today, "1d", "");
        var hours = path(today.minusDays(7), today, "1h", "");
        var paths = new LinkedHashMap<String, String>();
        paths.put("year by months", year);
        paths.put("… of one queue", year + "&queueId=q1");
        paths.put("… by queue", year + "&by=queue");
        paths.put("… by agent", year + "&by=agent");
        paths.put("… by team", year + "&by=team");
        paths.put("year by days", path(today.minusDays(365), today, "1d", ""));
        paths.put("month by days", days);
        paths.put("… by queue (days)", days + "&by=queue");
        paths.put("… by agent (days)", days + "&by=agent");
        var midnight = today.minusHours(5).minusMinutes(45);
        paths.put(
                "… of another zone, by agent",
                path(midnight.minusDays(30), midnight, "1d", "&by=agent&zone=Asia/Kathmandu"));
        paths.put("week by days and queue", path(today.minusDays(7), today, "1d", "&by=queue"));
        paths.put("week by hours", hours);
        paths.put("… by agent (hours)", hours + "&by=agent");
        paths.put("day by quarters", path(today.minusDays(1), today, "15m", ""));
        paths.put("… by agent (quarters)", path(today.minusDays(1), today, "15m", "&by=agent"));
        return paths;
    }

    private static String path(ZonedDateTime from, ZonedDateTime to, String interval, String more) {
        var zone = more.contains("zone=") ? "" : "&zone=UTC";
        return "/api/reports?from=%s&to=%s&interval=%s%s%s"
                .formatted(from.toInstant(), to.toInstant(), interval, zone, more);
    }
}
