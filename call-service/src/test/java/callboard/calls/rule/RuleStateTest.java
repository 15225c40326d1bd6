package callboard.calls.rule;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.rule.RuleState.Holding;
import callboard.calls.rule.RuleState.Quiet;
import callboard.calls.rule.RuleState.Raised;
import callboard.contracts.AlertLevel;
import callboard.contracts.RuleMeasure;
import callboard.contracts.RuleScope;
import callboard.contracts.RuleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that are looked at every ten seconds, and what becomes of the rule with each.
class RuleStateTest {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);

    /// `.` quiet, `h` holding, `R` raised; numbers by blanks, `-` for an undefined one, `z` while the rule rests.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The threshold itself is still good.
                "above 10 for 0                | 9 10 11 10            | . . R .",
                "below 2 for 0                 | 3 2 1 2               | . . R .",
                // It has to be so for so long, to the second.
                "above 10 for 20               | 11 11 11 11 9         | h h R R .",
                "above 10 for 21               | 11 11 11 11 9         | h h h R .",
                // Without a break.
                "above 10 for 20               | 11 11 9 11 11 11      | h h . h h R",
                "below 0.7 for 20              | 0.6 0.7 0.6 0.6 0.6   | h . h h R",
                // It clears when the number is back beyond the threshold by the hysteresis.
                "above 10 for 0 hysteresis 2   | 11 10 9 8 9 10 11     | R R R . . . R",
                "below 0.7 for 0 hysteresis .05| 0.6 0.7 0.74 0.75 0.7 | R R R . .",
                "below 1 for 10 hysteresis 1   | 0 0 1 2 1 0 0         | h R R . . h R",
                // An undefined number neither raises nor clears, and nobody knows whether it was so meanwhile.
                "above 10 for 20               | 11 11 - 11 11 11      | h h . h h R",
                "above 10 for 0                | 11 - - 11 - 10        | R R R R R .",
                "below 0.7 for 0               | - 0.5 - 0.9           | . R R .",
                // A rule that rests has no alert, and begins anew.
                "above 10 for 20               | 11 11 z 11 11 11      | h h . h h R",
                "above 10 for 10               | 11 11 z z 11 11       | h R . . h R",
                "above 0 for 0                 | 0 1 0                 | . R ."
            })
    void statesFollowFromNumbers(String rule, String numbers, String states) {
        assertThat(run(rule(rule), numbers, STEP)).isEqualTo(states);
    }

    @Test
    void whatHoldsSinceWhenIsKept() {
        var rule = rule("above 10 for 30");
        var holding = RuleState.quiet().next(rule, 11.0, false, START);
        assertThat(holding).isEqualTo(new Holding(START, START));
        var later = holding.next(rule, 12.0, false, START.plusSeconds(29));
        assertThat(later).isEqualTo(new Holding(START, START.plusSeconds(29)));
        assertThat(later.next(rule, 13.0, false, START.plusSeconds(30))).isEqualTo(new Raised(START));
    }

    /// When nobody looked for long, such as while no replica ran, it may have been otherwise meanwhile.
    @Test
    void aTimeWithoutALookIsABreakOfWhatHoldsAndNoneOfWhatIsRaised() {
        var rule = rule("above 10 for 600");
        var holding = new Holding(START, START);
        var back = START.plus(RuleState.UNBROKEN);
        assertThat(holding.next(rule, 11.0, false, back)).isEqualTo(new Holding(START, back));
        var late = back.plusMillis(1);
        assertThat(holding.next(rule, 11.0, false, late)).isEqualTo(new Holding(late, late));
        assertThat(new Raised(START).next(rule, 11.0, false, START.plusSeconds(86_400)))
                .isEqualTo(new Raised(START));
    }

    private static String run(RuleCondition rule, String numbers, Duration step) {
        var letters = new ArrayList<String>();
        var state = RuleState.quiet();
        var now = START;
        for (var word : numbers.split(" ")) {
            state = state.next(rule, number(word), word.equals("z"), now);
            letters.add(
                    switch (state) {
                        case Quiet _ -> ".";
                        case Holding _ -> "h";
                        case Raised _ -> "R";
                    });
            now = now.plus(step);
        }
        return String.join(" ", letters);
    }

    private static @Nullable Double number(String word) {
        return List.of("-", "z").contains(word) ? null : Double.valueOf(word);
    }

    private static RuleCondition rule(String text) {
        var words = text.split(" +");
        var threshold = Double.valueOf(words[1]);
        return RuleCondition.of(new RuleSettings(
                RuleMeasure.WAITING,
                null,
                RuleScope.ALL,
                null,
                words[0].equals("above") ? threshold : null,
                words[0].equals("below") ? threshold : null,
                Integer.valueOf(words[3]),
                words.length > 4 ? Double.valueOf(words[5]) : null,
                null,
                null,
                AlertLevel.BREACH,
                true));
    }
}
