package callboard.calls.stats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The counters that a report's parts are read from: whole days where they are added up, quarters of an hour for the
/// rest.
record Pieces(List<Days> days, List<Quarters> quarters) {

    /// @param part which of the report's, counted from 1
    /// @param to   that day is no longer in it
    record Days(int part, LocalDate from, LocalDate to) {}

    /// @param part which of the report's, counted from 1
    /// @param to   that moment is no longer in it
    record Quarters(int part, Instant from, Instant to) {}

    /// @param begins where the parts begin, the last ends with the span
    /// @param zone   whose days are added up
    /// @param since  from which day on; null where none is
    static Pieces of(Span span, List<Instant> begins, ZoneId zone, @Nullable LocalDate since) {
        var days = new ArrayList<Days>();
        var quarters = new ArrayList<Quarters>();
        for (int part = 1; part <= begins.size(); part++) {
            var from = begins.get(part - 1);
            var to = part < begins.size() ? begins.get(part) : span.to();
            var first = LocalDate.ofInstant(from, zone);
            if (start(first, zone).isBefore(from)) {
                first = first.plusDays(1);
            }
            if (since != null && first.isBefore(since)) {
                first = since;
            }
            var last = LocalDate.ofInstant(to, zone);
            if (since == null || !first.isBefore(last)) {
                quarters.add(new Quarters(part, from, to));
                continue;
            }
            days.add(new Days(part, first, last));
            if (from.isBefore(start(first, zone))) {
                quarters.add(new Quarters(part, from, start(first, zone)));
            }
            if (start(last, zone).isBefore(to)) {
                quarters.add(new Quarters(part, start(last, zone), to));
            }
        }
        return new Pieces(days, quarters);
    }

    /// As parameters of a statement.
    static <T> String[] texts(List<T> pieces, Function<T, Object> value) {
        return pieces.stream().map(each -> value.apply(each).toString()).toArray(String[]::new);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
