package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A number past a rule's threshold: what an alert of `threshold_crossed` tells of.
///
/// @param rule       the rule's name
/// @param window     what it was counted over; absent for what is so now
/// @param above      the threshold, in the measure's unit: seconds, a share from 0 to 1, or a count
/// @param below      the same, of a rule that minds what is less
/// @param forSeconds how long it had to be so
/// @param value      the number when the alert was raised
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Crossing(
        String rule,
        RuleMeasure measure,
        @Nullable StatsWindow window,
        @Nullable Double above,
        @Nullable Double below,
        int forSeconds,
        double value) {}
