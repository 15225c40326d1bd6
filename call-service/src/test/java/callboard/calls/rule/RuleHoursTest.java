package callboard.calls.rule;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.OpeningTimes;
import callboard.contracts.AlertLevel;
import callboard.contracts.OpenHours;
import callboard.contracts.RuleMeasure;
import callboard.contracts.RuleScope;
import callboard.contracts.RuleSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleHoursTest {

    private static final OpenHours NIGHT =
            new OpenHours("Europe/Madrid", null, null, null, null, null, null, List.of("01:30-04:00"));
    private static final OpenHours MORNING =
            new OpenHours("Europe/Madrid", List.of("09:00-12:00"), null, null, null, null, null, null);
    private static final OpenHours NOON =
            new OpenHours("Europe/Madrid", List.of("12:00-14:00"), null, null, null, null, null, null);

    /// On 29 March 2026 Madrid's clocks skip from two to three, on 25 October they show two to three twice.
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:29:59Z, true",
        "2026-03-29T00:30:00Z, false",
        "2026-03-29T01:59:59Z, false",
        "2026-03-29T02:00:00Z, true",
        "2026-10-24T23:29:59Z, true",
        "2026-10-24T23:30:00Z, false",
        "2026-10-25T02:59:59Z, false",
        "2026-10-25T03:00:00Z, true"
    })
    void hoursAreByLocalClocksAlsoWhereTheseChange(Instant now, boolean resting) {
        var hours = RuleHours.of(rule(NIGHT, null), Map.of());
        assertThat(hours.isResting(RuleHours.ALL, now)).isEqualTo(resting);
    }

    @Test
    void aRuleMayRestWhileItsQueueIsClosedAndForAllTogetherWhileAllAre() {
        var queues = Map.of("morning", OpeningTimes.of(MORNING), "noon", OpeningTimes.of(NOON));
        var hours = RuleHours.of(rule(null, true), queues);
        var ten = Instant.parse("2026-03-02T09:00:00Z");
        assertThat(hours.isResting("morning", ten)).isFalse();
        assertThat(hours.isResting("noon", ten)).isTrue();
        assertThat(hours.isResting(RuleHours.ALL, ten)).isFalse();
        assertThat(hours.isResting(RuleHours.ALL, ten.plusSeconds(5 * 3_600))).isTrue();
        assertThat(RuleHours.of(rule(null, null), queues).isResting("noon", ten))
                .isFalse();
        assertThat(RuleHours.of(rule(NOON, true), queues).isResting("morning", ten))
                .isTrue();
    }

    private static RuleSettings rule(@Nullable OpenHours hours, @Nullable Boolean whileOpen) {
        return new RuleSettings(
                RuleMeasure.WAITING,
                null,
                RuleScope.EACH,
                null,
                10.0,
                null,
                60,
                null,
                hours,
                whileOpen,
                AlertLevel.WARNING,
                true);
    }
}
