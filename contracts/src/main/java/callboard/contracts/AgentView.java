package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent as the calls show it: `GET /api/agents`. Agents are those who have a call now, or had or were rung for
/// one today.
///
/// @param since             since when in this state; absent while idle without a call today
/// @param callId            the call they ring for, talk on or hold
/// @param handledToday      calls they answered that left them today
/// @param missedToday       rings that ended unanswered today while the call went to another or back to the queue
/// @param averageHandleTime talk and hold of today's handled calls, in seconds
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        String agentId,
        AgentState state,
        @Nullable Instant since,
        @Nullable String callId,
        @Nullable String queueId,
        int handledToday,
        int missedToday,
        @Nullable Double averageHandleTime) {}
