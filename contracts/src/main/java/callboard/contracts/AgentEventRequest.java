package callboard.contracts;

import callboard.contracts.CallEventRequest.Initiated;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a telephony system reports of an agent: `POST /api/events`, distinguished by `event`.
///
/// `eventId` and `occurredAt` are as those of [CallEventRequest]. Every event can be at any time: one says what is so
/// from then on, whatever was before.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentEventRequest.SignedIn.class, name = "agent_signed_in"),
    @JsonSubTypes.Type(value = AgentEventRequest.StateChanged.class, name = "agent_state_changed"),
    @JsonSubTypes.Type(value = AgentEventRequest.SignedOut.class, name = "agent_signed_out")
})
public sealed interface AgentEventRequest extends SenderEvent {

    String agentId();

    /// Signed in and available. Told again of one who is signed in, it says name, team and queues anew.
    ///
    /// @param name   as people call the agent; blank is none
    /// @param team   which team it is; blank is none
    /// @param queues ids of the queues whose calls the agent takes, up to 200
    record SignedIn(
            @NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE)
            String agentId,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String name,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String team,

            @Nullable @Size(max = 200, message = "must name at most 200 queues")
            List<@NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE) String> queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements AgentEventRequest {

        public SignedIn {
            agentId = Ids.normalized(agentId);
            name = Initiated.unlessBlank(name);
            team = Initiated.unlessBlank(team);
            queues = queues == null
                    ? null
                    : queues.stream().map(Ids::normalized).distinct().toList();
        }
    }

    /// Available, unavailable or in after-call work from now on; also signed in, if nobody had told so.
    ///
    /// @param reason why, in the sender's own words, such as `lunch`; blank is none
    record StateChanged(
            @NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE)
            String agentId,

            @NotNull DeclaredState state,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String reason,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements AgentEventRequest {

        public StateChanged {
            agentId = Ids.normalized(agentId);
            reason = Initiated.unlessBlank(reason);
        }
    }

    /// Gone: offline from now on.
    record SignedOut(
            @NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE)
            String agentId,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements AgentEventRequest {

        public SignedOut {
            agentId = Ids.normalized(agentId);
        }
    }
}
