package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    @ParameterizedTest
    @CsvSource({
        // Days on which clocks go forward, back, by half an hour, at midnight, and not at all.
        "Europe/Madrid, 2026-03-29, 23",
        "Europe/Madrid, 2026-10-25, 25",
        "Australia/Lord_Howe, 2026-04-05, 25",
        "America/Santiago, 2026-09-06, 23",
        "Asia/Kathmandu, 2026-10-25, 24",
    })
    void aDayHasAsManyHoursAsItHas(ZoneId zone, LocalDate day, int hours) {
        var from = day.atStartOfDay(zone).toInstant();
        var to = day.plusDays(1).atStartOfDay(zone).toInstant();

        assertThat(Interval.HOUR.parts(new Span(from, to), zone))
                .hasSize(hours)
                .first()
                .isEqualTo(from);
        assertThat(Interval.DAY.parts(new Span(from, to), zone)).containsExactly(from);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-11-26T12:00:00Z, 2026-11-26T23:00:00Z 2026-11-27T23:00:00Z 2026-11-28T23:00:00Z",
        "WEEK, 2026-11-26T12:00:00Z, 2026-11-29T23:00:00Z",
        "MONTH, 2026-09-30T22:15:00Z, 2026-10-31T23:00:00Z",
        "MONTH, 2026-09-30T21:45:00Z, 2026-09-30T22:00:00Z 2026-10-31T23:00:00Z",
    })
    void partsBeginWhereTheZonesDaysWeeksAndMonthsDo(Interval interval, Instant from, String others) {
        var begins = interval.parts(new Span(from, Instant.parse("2026-11-30T12:00:00Z")), ZoneId.of("Europe/Madrid"));

        assertThat(begins.getFirst()).isEqualTo(from);
        assertThat(begins.subList(1, begins.size()).stream()
                        .limit(others.split(" ").length)
                        .toList())
                .isEqualTo(
                        List.of(others.split(" ")).stream().map(Instant::parse).toList());
    }

    @ParameterizedTest
    @CsvSource({
        // A month, a year, a week over a change of clocks, some hours.
        "2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z, 2026-09-30T22:00:00Z",
        "2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z, 2024-12-31T23:00:00Z",
        "2026-10-25T23:00:00Z, 2026-11-01T23:00:00Z, 2026-10-18T22:00:00Z",
        "2026-10-25T08:00:00Z, 2026-10-25T17:00:00Z, 2026-10-24T23:00:00Z",
    })
    void theSpanBeforeIsOfAsManyMonthsOrDays(Instant from, Instant to, Instant before) {
        var madrid = ZoneId.of("Europe/Madrid");

        assertThat(new Span(from, to).before(madrid)).isEqualTo(new Span(before, from));
    }
}
