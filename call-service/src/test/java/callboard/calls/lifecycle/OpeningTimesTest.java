package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.OpenHours;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTimesTest {

    /// In Madrid, which is an hour ahead of UTC in winter.
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T07:59:59.999999Z, false",
        "2026-03-02T08:00:00Z, true",
        "2026-03-02T12:29:59Z, true",
        "2026-03-02T12:30:00Z, false",
        "2026-03-02T14:00:00Z, true",
        "2026-03-02T22:59:59Z, true",
        "2026-03-02T23:00:00Z, false",
        "2026-03-03T09:00:00Z, false",
    })
    void aQueueIsOpenFromTheFirstMomentOfASpanToItsEnd(Instant moment, boolean isOpen) {
        var times = OpeningTimes.of(on("Europe/Madrid", List.of("15:00-24:00", "09:00-13:30"), null));

        assertThat(times.isOpen(moment)).isEqualTo(isOpen);
        assertThat(times.opensAfter(moment).isEmpty()).isEqualTo(isOpen);
    }

    @Test
    void whereNothingIsSaidItIsAlwaysOpen() {
        for (var hours : new OpenHours[] {null, on(null, null, null), on("Europe/Madrid", List.of(), List.of())}) {
            assertThat(OpeningTimes.of(hours).isOpen(Instant.EPOCH)).isTrue();
            assertThat(OpeningTimes.of(hours).opensAfter(Instant.EPOCH)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Monday morning, the break, Monday night to the Sunday after.
        "2026-03-02T07:00:00Z, 2026-03-02T08:00:00Z",
        "2026-03-02T12:30:00Z, 2026-03-02T14:00:00Z",
        "2026-03-02T23:30:00Z, 2026-03-08T09:00:00Z",
    })
    void aClosedQueueOpensWithItsNextSpan(Instant moment, Instant opens) {
        var times = OpeningTimes.of(on("Europe/Madrid", List.of("09:00-13:30", "15:00-24:00"), List.of("10:00-11:00")));

        assertThat(times.opensAfter(moment)).contains(opens);
    }

    /// On the 29th of March 2026 clocks in Madrid go from 2:00 to 3:00, at 1:00 UTC; on the 25th of October back from
    /// 3:00 to 2:00, again at 1:00 UTC.
    @ParameterizedTest
    @CsvSource({
        "00:30-02:30, 2026-03-29T00:59:59Z, true",
        "00:30-02:30, 2026-03-29T01:00:00Z, false",
        "02:30-04:00, 2026-03-29T00:59:59Z, false",
        "02:30-04:00, 2026-03-29T01:00:00Z, true",
        "02:30-04:00, 2026-03-29T02:00:00Z, false",
        "02:00-02:30, 2026-10-25T00:29:59Z, true",
        "02:00-02:30, 2026-10-25T00:30:00Z, false",
        "02:00-02:30, 2026-10-25T01:29:59Z, true",
        "02:00-02:30, 2026-10-25T01:30:00Z, false",
    })
    void onADayOnWhichClocksChangeLocalTimeDecides(String span, Instant moment, boolean isOpen) {
        assertThat(OpeningTimes.of(on("Europe/Madrid", null, List.of(span))).isOpen(moment))
                .isEqualTo(isOpen);
    }

    @ParameterizedTest
    @CsvSource({
        // Its begin is skipped: it opens when clocks are past it.
        "02:30-04:00, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        // All of it is skipped.
        "02:00-02:30, 2026-03-29T00:30:00Z, 2026-04-05T00:00:00Z",
        // It comes twice.
        "02:10-02:20, 2026-10-25T00:05:00Z, 2026-10-25T00:10:00Z",
        "02:10-02:20, 2026-10-25T00:30:00Z, 2026-10-25T01:10:00Z",
        // Clocks go back into it.
        "01:00-02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:00:00Z",
    })
    void clocksThatChangeOpenAndCloseAQueue(String span, Instant moment, Instant opens) {
        assertThat(OpeningTimes.of(on("Europe/Madrid", null, List.of(span))).opensAfter(moment))
                .contains(opens);
    }

    private static OpenHours on(
            @Nullable String zone, @Nullable List<@Nullable String> monday, @Nullable List<@Nullable String> sunday) {
        return new OpenHours(zone, monday, null, null, null, null, null, sunday);
    }
}
