package callboard.calls.stats;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.InstantInRange;
import callboard.contracts.WireEnum;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Which report is asked for: the parameters of `GET /api/reports`.
///
/// @param from     a quarter of an hour, as is `to`
/// @param interval a day unless given
/// @param by       none unless given
/// @param queueId  absent for all queues
/// @param team     of agents, that of these alone; absent for all
/// @param zone     whose days and hours; the call centre's unless given
record ReportQuery(
        @NotNull @InstantInRange Instant from,
        @NotNull @InstantInRange Instant to,
        Interval interval,
        By by,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String team,

        @Nullable ZoneId zone) {

    /// As long as statistics are kept, and a leap day.
    private static final Duration LONGEST = Duration.ofDays(401);

    private static final int QUARTER = 15 * 60;

    /// What else a report is parted by.
    enum By implements WireEnum {
        NONE("none"),
        QUEUE("queue"),
        TEAM("team"),
        AGENT("agent");

        private final String word;

        By(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    ReportQuery(
            Instant from,
            Instant to,
            @Nullable Interval interval,
            @Nullable By by,
            @Nullable String queueId,
            @Nullable String team,
            @Nullable ZoneId zone) {
        this.from = from;
        this.to = to;
        this.interval = interval == null ? Interval.DAY : interval;
        this.by = by == null ? By.NONE : by;
        this.queueId = queueId == null ? null : Ids.normalized(queueId);
        this.team = team;
        this.zone = zone;
    }

    /// True where it is missing, which is said by another constraint. Named as what it is about, as the next is.
    @AssertTrue(message = "must be a whole quarter of an hour")
    boolean isFrom() {
        return from == null || isQuarter(from);
    }

    @AssertTrue(message = "must be a whole quarter of an hour after from, by 401 days at most")
    boolean isTo() {
        return from == null || to == null || isQuarter(to) && to.isAfter(from) && !to.isAfter(from.plus(LONGEST));
    }

    @AssertTrue(message = "Agents' days are not counted by queue")
    boolean isQueueId() {
        return !isOfAgents() || queueId == null;
    }

    @AssertTrue(message = "goes with by=agent")
    boolean isTeam() {
        return team == null || by == By.AGENT;
    }

    boolean isOfAgents() {
        return by == By.AGENT || by == By.TEAM;
    }

    private static boolean isQuarter(Instant moment) {
        return moment.getNano() == 0 && moment.getEpochSecond() % QUARTER == 0;
    }
}
