package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call's stay in a queue.
///
/// @param n          its place among the call's visits: 1, 2, 3 …
/// @param agentId    who had the call there, the last one of several; absent unless it was answered there
/// @param answeredAt when it was first answered there
/// @param leftAt     when it ended or went on to another queue; absent while it is there
/// @param outcome    absent while it is there
/// @param waitTime   seconds until it was answered there, or left unanswered; absent while neither is so
/// @param talkTime   seconds of talk there, finished stretches only
/// @param holdTime   seconds on hold there, finished holds only
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Visit(
        int n,
        String queueId,
        Instant enteredAt,
        @Nullable String agentId,
        @Nullable Instant answeredAt,
        @Nullable Instant leftAt,
        @Nullable VisitOutcome outcome,
        @Nullable Double waitTime,
        double talkTime,
        double holdTime) {}
