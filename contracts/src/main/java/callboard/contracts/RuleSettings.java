package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// A rule on numbers: `PUT /api/ops/rules/{name}`. It raises an alert when the number has been past the threshold for
/// so long without a break, and clears it when the number is back.
///
/// @param window     what the number is counted over, where it is counted over a window; 15 minutes unless given
/// @param scope      whose number; of each queue, or of all together, unless it is of one
/// @param queueId    which queue, of scope `queue` alone
/// @param above      the threshold, in the measure's unit: seconds, a share from 0 to 1, or a count; or else `below`
/// @param forSeconds how long it has to be so, up to a day; 0 raises the alert at once
/// @param hysteresis how far back beyond the threshold the number has to be for the alert to clear; 0 unless given
/// @param hours      outside them the rule rests, and its alert clears; always unless given
/// @param whileOpen  whether it rests while the queue is closed, for all queues together while all are
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSettings(
        @NotNull RuleMeasure measure,
        @Nullable StatsWindow window,
        @NotNull RuleScope scope,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId,

        @Nullable Double above,
        @Nullable Double below,
        @NotNull @Min(0) @Max(86_400) Integer forSeconds,
        @Nullable Double hysteresis,
        @Nullable @Valid OpenHours hours,
        @Nullable Boolean whileOpen,
        @NotNull AlertLevel level,
        @NotNull Boolean enabled) {

    /// Names of rules: part of addresses and of alerts.
    public static final String NAME = "[A-Za-z0-9._-]{1,64}";
    public static final String NAME_MESSAGE = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -";

    public RuleSettings {
        queueId = queueId == null ? null : Ids.normalized(queueId);
    }
}
