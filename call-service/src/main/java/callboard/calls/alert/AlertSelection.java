package callboard.calls.alert;

import callboard.contracts.AlertLevel;
import callboard.contracts.AlertState;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.Rule;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of `POST /api/alerts/acknowledge-matching`: those of `GET /api/alerts` that select open alerts.
record AlertSelection(
        @Nullable Set<AlertLevel> level,
        @Nullable Set<Rule> rule,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String callId) {

    AlertSelection {
        queueId = queueId == null ? null : Ids.normalized(queueId);
        callId = callId == null ? null : Ids.normalized(callId);
    }

    AlertFilter filter() {
        return new AlertFilter(
                Set.of(AlertState.OPEN),
                level == null ? Set.of() : level,
                rule == null ? Set.of() : rule,
                queueId,
                callId);
    }
}
