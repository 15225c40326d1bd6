package callboard.calls.stats;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.StatsWindow;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// Which series is asked for: the parameters of `GET /api/stats/series`.
///
/// @param window     15 minutes unless given
/// @param queueId    absent for all queues
/// @param daysBefore how many days earlier the window was, at the same time of day; absent for now
record SeriesQuery(
        StatsWindow window,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId,

        @Nullable @Range(min = 1, max = MOST_DAYS, message = "must be a whole number from {min} to {max}")
        Integer daysBefore) {

    /// As long as statistics are kept by default.
    static final int MOST_DAYS = 400;

    SeriesQuery(@Nullable StatsWindow window, @Nullable String queueId, @Nullable Integer daysBefore) {
        this.window = window == null ? StatsWindow.QUARTER : window;
        this.queueId = queueId == null ? null : Ids.normalized(queueId);
        this.daysBefore = daysBefore;
    }
}
