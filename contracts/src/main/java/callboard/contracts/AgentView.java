package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as calls and senders show it: `GET /api/agents`. Agents are those who are signed in, were so today, have a
/// call now, or had or were rung for one today.
///
/// @param since             since when in this state; absent while idle without a call today
/// @param callId            the call they ring for, talk on or hold
/// @param handledToday      calls they answered that left them today
/// @param missedToday       rings that ended unanswered today while the call went to another or back to the queue
/// @param averageHandleTime talk and hold of today's handled calls, in seconds
/// @param name              as their latest sign-in says, as are `team` and `queues`
/// @param queues            ids of the queues whose calls they take
/// @param reason            why they are unavailable, as the sender says
/// @param today             how long in each state today; absent in updates
/// @param occupancy         (talk + hold + after-call work) ÷ (these + available), from 0 to 1; absent in updates, for
///         those who were not signed in today, and where the divisor is 0
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        String agentId,
        AgentState state,
        @Nullable Instant since,
        @Nullable String callId,
        @Nullable String queueId,
        int handledToday,
        int missedToday,
        @Nullable Double averageHandleTime,
        @Nullable String name,
        @Nullable String team,
        @Nullable List<String> queues,
        @Nullable String reason,
        @Nullable AgentTimes today,
        @Nullable Double occupancy) {}
