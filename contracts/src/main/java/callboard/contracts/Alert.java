package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something to look at now: on channel `call-alerts`, pushed as `alert` and kept for `GET /api/alerts`. A breach of a
/// call is in its history too, a warning is not; one of a rule on numbers (`threshold_crossed`) has no call. Once it is
/// acknowledged it goes to everybody again, on channel
/// `call-alerts-acknowledged` and pushed as `alert_acknowledged`; once it is so no longer, on channel
/// `call-alerts-cleared` and pushed as `alert_cleared`.
///
/// @param id             names the alert: the call, the rule, the level, and since when, in microseconds; a UUID of a
///         rule on numbers
/// @param callId         absent for a rule on numbers
/// @param queueId        absent for a rule on all queues together
/// @param at             when it was noticed
/// @param since          since when the call waits, rings, is held or is silent, or the number is so
/// @param limit          the limit, in seconds; 0 for a rule on numbers, whose limit is in `crossing`
/// @param message        for people
/// @param acknowledgedBy the name of who took notice of it first; absent while nobody has
/// @param acknowledgedAt when they did
/// @param clearedAt      when what it tells of came to its end: the call moved on or ended, a warning became a
///         breach, or the number recovered
/// @param state          what follows from the two
/// @param crossing       which rule on numbers, and what it found; absent for a call
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        String id,
        AlertLevel level,
        Rule rule,
        @Nullable String callId,
        @Nullable String queueId,
        @Nullable String agentId,
        Instant at,
        Instant since,
        long limit,
        String message,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant clearedAt,
        AlertState state,
        @Nullable Crossing crossing) {

    /// Ids of alerts.
    public static final String ID = Ids.PATTERN_OF_ALERTS;
    public static final String ID_MESSAGE = "must be the id of an alert";

    public Alert(
            String id,
            AlertLevel level,
            Rule rule,
            @Nullable String callId,
            @Nullable String queueId,
            @Nullable String agentId,
            Instant at,
            Instant since,
            long limit,
            String message,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant clearedAt,
            @Nullable Crossing crossing) {
        this(
                id,
                level,
                rule,
                callId,
                queueId,
                agentId,
                at,
                since,
                limit,
                message,
                acknowledgedBy,
                acknowledgedAt,
                clearedAt,
                clearedAt != null
                        ? AlertState.CLEARED
                        : acknowledgedAt != null ? AlertState.ACKNOWLEDGED : AlertState.OPEN,
                crossing);
    }

    /// One of a call.
    public Alert(
            String id,
            AlertLevel level,
            Rule rule,
            String callId,
            String queueId,
            @Nullable String agentId,
            Instant at,
            Instant since,
            long limit,
            String message,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant clearedAt) {
        this(
                id,
                level,
                rule,
                callId,
                queueId,
                agentId,
                at,
                since,
                limit,
                message,
                acknowledgedBy,
                acknowledgedAt,
                clearedAt,
                (Crossing) null);
    }

    /// The call that it is of, where it is of one.
    public String call() {
        return Objects.requireNonNull(callId, "An alert of a rule on numbers has no call");
    }

    /// The same alert, over since then; not over yet without a time.
    public Alert cleared(@Nullable Instant when) {
        return new Alert(
                id,
                level,
                rule,
                callId,
                queueId,
                agentId,
                at,
                since,
                limit,
                message,
                acknowledgedBy,
                acknowledgedAt,
                when,
                crossing);
    }
}
