package callboard.calls.stats;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.StatsWindow;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// Which statistics are asked for: the parameters of `GET /api/stats`.
///
/// @param window  15 minutes unless given
/// @param queueId absent for all queues
record StatsQuery(
        StatsWindow window,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId) {

    StatsQuery(@Nullable StatsWindow window, @Nullable String queueId) {
        this.window = window == null ? StatsWindow.QUARTER : window;
        this.queueId = queueId == null ? null : Ids.normalized(queueId);
    }
}
