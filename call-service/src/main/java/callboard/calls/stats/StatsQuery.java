package callboard.calls.stats;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// Which statistics are asked for: the parameters of `GET /api/stats`.
///
/// @param window  15 minutes unless given
/// @param queueId absent for all queues
record StatsQuery(
        Window window,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId) {

    StatsQuery(@Nullable Window window, @Nullable String queueId) {
        this.window = window == null ? Window.QUARTER : window;
        this.queueId = queueId == null ? null : Ids.normalized(queueId);
    }
}
