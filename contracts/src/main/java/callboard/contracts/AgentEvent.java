package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was told of an agent, as it is stored and answered.
///
/// @param timestamp  when it happened: the sender's `occurredAt`, taken back by as much as its clock is fast, else its
///         receipt
/// @param eventId    the sender's id, if it sent one
/// @param occurredAt when it happened by the sender's clock, if it said
/// @param receivedAt when Callboard received it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentEvent(
        String agentId,
        AgentEventType type,
        Instant timestamp,
        @Nullable String name,
        @Nullable String team,
        @Nullable List<String> queues,
        @Nullable DeclaredState state,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable Instant occurredAt,
        Instant receivedAt) {}
