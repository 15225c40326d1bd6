package callboard.calls.stats;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// From one moment until before another.
record Span(Instant from, Instant to) {

    /// The one before it: of whole months or days as many of these, else of the same length.
    Span before(ZoneId zone) {
        var begin = from.atZone(zone);
        var end = to.atZone(zone);
        if (!isMidnight(begin) || !isMidnight(end)) {
            return new Span(from.minus(Duration.between(from, to)), from);
        }
        boolean areMonths = begin.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
        var length = areMonths
                ? Period.between(begin.toLocalDate(), end.toLocalDate())
                : Period.ofDays((int)
                        (end.toLocalDate().toEpochDay() - begin.toLocalDate().toEpochDay()));
        return new Span(begin.toLocalDate().minus(length).atStartOfDay(zone).toInstant(), from);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /// Where clocks change at midnight a day begins later.
    private static boolean isMidnight(ZonedDateTime time) {
        return time.equals(time.toLocalDate().atStartOfDay(time.getZone()))
                || time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
