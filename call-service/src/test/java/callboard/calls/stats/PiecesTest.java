package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.stats.Pieces.Days;
import callboard.calls.stats.Pieces.Quarters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate EARLY = LocalDate.parse("2026-01-01");

    /// The day on which clocks go back has 25 hours.
    @Test
    void whatIsWholeDaysIsReadByDays() {
        var span = span("2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z");

        assertThat(Pieces.of(span, List.of(span.from()), MADRID, EARLY))
                .isEqualTo(new Pieces(
                        List.of(new Days(1, LocalDate.parse("2026-10-24"), LocalDate.parse("2026-10-26"))), List.of()));
    }

    @Test
    void theRestIsReadByQuarters() {
        var span = span("2026-10-23T21:45:00Z", "2026-10-25T23:15:00Z");
        var second = Instant.parse("2026-10-24T22:00:00Z");

        assertThat(Pieces.of(span, List.of(span.from(), second), MADRID, EARLY))
                .isEqualTo(new Pieces(
                        List.of(
                                new Days(1, LocalDate.parse("2026-10-24"), LocalDate.parse("2026-10-25")),
                                new Days(2, LocalDate.parse("2026-10-25"), LocalDate.parse("2026-10-26"))),
                        List.of(
                                new Quarters(1, span.from(), Instant.parse("2026-10-23T22:00:00Z")),
                                new Quarters(2, Instant.parse("2026-10-25T23:00:00Z"), span.to()))));
    }

    @Test
    void daysThatAreNotAddedUpYetAreReadByQuarters() {
        var span = span("2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z");
        var since = LocalDate.parse("2026-10-25");

        assertThat(Pieces.of(span, List.of(span.from()), MADRID, since))
                .isEqualTo(new Pieces(
                        List.of(new Days(1, since, LocalDate.parse("2026-10-26"))),
                        List.of(new Quarters(1, span.from(), Instant.parse("2026-10-24T22:00:00Z")))));
        assertThat(Pieces.of(span, List.of(span.from()), MADRID, null))
                .isEqualTo(new Pieces(List.of(), List.of(new Quarters(1, span.from(), span.to()))));
    }

    @Test
    void aPartWithinADayIsReadByQuarters() {
        var span = span("2026-10-24T10:00:00Z", "2026-10-24T11:00:00Z");

        assertThat(Pieces.of(span, List.of(span.from()), MADRID, EARLY))
                .isEqualTo(new Pieces(List.of(), List.of(new Quarters(1, span.from(), span.to()))));
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
