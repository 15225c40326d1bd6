package callboard.calls.lifecycle;

import callboard.contracts.OpenHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a queue is open. Local time decides, so a day on which clocks change is as long as its clocks say.
public final class OpeningTimes {

    /// Of a queue that doesn't say.
    public static final OpeningTimes ALWAYS = new OpeningTimes(null, List.of());

    // What begins in an hour that clocks skip begins a week later.
    private static final int DAYS_AHEAD = 15;

    /// In minutes of the day; the end is no longer in it.
    private record Span(DayOfWeek day, int from, int to) {

        static Span of(DayOfWeek day, String text) {
            return new Span(day, minute(text, 0), minute(text, 6));
        }

        private static int minute(String text, int at) {
            return Integer.parseInt(text, at, at + 2, 10) * 60 + Integer.parseInt(text, at + 3, at + 5, 10);
        }

        boolean contains(LocalDateTime local) {
            int minute = local.getHour() * 60 + local.getMinute();
            return local.getDayOfWeek() == day && from <= minute && minute < to;
        }
    }

    private final @Nullable ZoneId zone;
    private final List<Span> spans;

    private OpeningTimes(@Nullable ZoneId zone, List<Span> spans) {
        this.zone = zone;
        this.spans = spans;
    }

    /// @param hours valid, with their zone; without any span it is always open
    public static OpeningTimes of(@Nullable OpenHours hours) {
        if (hours == null) {
            return ALWAYS;
        }
        var week = hours.week();
        var spans = Stream.of(DayOfWeek.values())
                .flatMap(day -> week.get(day.ordinal()).stream()
                        .filter(Objects::nonNull)
                        .map(span -> Span.of(day, span)))
                .toList();
        return spans.isEmpty() ? ALWAYS : new OpeningTimes(ZoneId.of(Objects.requireNonNull(hours.zone())), spans);
    }

    public boolean isOpen(Instant moment) {
        if (zone == null) {
            return true;
        }
        var local = LocalDateTime.ofInstant(moment, zone);
        return spans.stream().anyMatch(span -> span.contains(local));
    }

    /// When it opens next; absent while it is open.
    public Optional<Instant> opensAfter(Instant moment) {
        if (zone == null || isOpen(moment)) {
            return Optional.empty();
        }
        var today = LocalDate.ofInstant(moment, zone);
        var rules = zone.getRules();
        var begins = today.datesUntil(today.plusDays(DAYS_AHEAD))
                .flatMap(date -> spans.stream()
                        .filter(span -> span.day == date.getDayOfWeek())
                        .map(span -> date.atTime(LocalTime.ofSecondOfDay(span.from * 60L)))
                        // None where clocks skip it, two where it comes twice.
                        .flatMap(begin -> rules.getValidOffsets(begin).stream().map(begin::toInstant)));
        // Clocks that change may change to a time at which it is open.
        var change =
                Optional.ofNullable(rules.nextTransition(moment)).map(transition -> transition.getInstant()).stream();
        return Stream.concat(begins, change)
                .filter(begin -> begin.isAfter(moment) && isOpen(begin))
                .min(Instant::compareTo);
    }
}
