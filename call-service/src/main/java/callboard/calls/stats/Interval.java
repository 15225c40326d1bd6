package callboard.calls.stats;

import callboard.contracts.WireEnum;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/// How finely a report parts its span. Parts of a day are counted from its midnight on, so a day on which clocks change
/// has more or fewer of them; weeks begin on Monday, as ISO 8601 has it.
enum Interval implements WireEnum {
    QUARTER("15m"),
    HALF("30m"),
    HOUR("1h"),
    DAY("1d"),
    WEEK("1w"),
    MONTH("1mo"),
    /// The span is one.
    WHOLE("all");

    private final String word;

    Interval(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /// Where the parts of a span begin, the first where it does.
    List<Instant> parts(Span span, ZoneId zone) {
        return Stream.iterate(span.from(), begin -> begin.isBefore(span.to()), begin -> next(begin, zone))
                .toList();
    }

    private Instant next(Instant moment, ZoneId zone) {
        var day = LocalDate.ofInstant(moment, zone);
        return switch (this) {
            case QUARTER -> next(moment, Duration.ofMinutes(15), day, zone);
            case HALF -> next(moment, Duration.ofMinutes(30), day, zone);
            case HOUR -> next(moment, Duration.ofHours(1), day, zone);
            case DAY -> midnight(day.plusDays(1), zone);
            case WEEK -> midnight(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone);
            case MONTH -> midnight(day.with(TemporalAdjusters.firstDayOfNextMonth()), zone);
            case WHOLE -> Instant.MAX;
        };
    }

    private static Instant next(Instant moment, Duration part, LocalDate day, ZoneId zone) {
        var midnight = midnight(day, zone);
        var next = midnight.plus(
                part.multipliedBy(Duration.between(midnight, moment).dividedBy(part) + 1));
        var tomorrow = midnight(day.plusDays(1), zone);
        return next.isBefore(tomorrow) ? next : tomorrow;
    }

    /// Or later, where clocks change then.
    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
