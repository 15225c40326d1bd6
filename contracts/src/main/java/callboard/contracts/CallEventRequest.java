package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as a telephony system reports it: `POST /api/events`, distinguished by `event`.
///
/// Lengths of time are in seconds; one that is absent follows from the times of the events. `eventId` is the sender's
/// own id for this happening; `occurredAt` is when it happened, else the time of receipt counts. Fields that are not
/// named here are ignored.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallEventRequest.Initiated.class, name = "call_initiated"),
    @JsonSubTypes.Type(value = CallEventRequest.Routed.class, name = "call_routed"),
    @JsonSubTypes.Type(value = CallEventRequest.Answered.class, name = "call_answered"),
    @JsonSubTypes.Type(value = CallEventRequest.Hold.class, name = "call_hold"),
    @JsonSubTypes.Type(value = CallEventRequest.Resumed.class, name = "call_resumed"),
    @JsonSubTypes.Type(value = CallEventRequest.Retransfer.class, name = "call_retransfer"),
    @JsonSubTypes.Type(value = CallEventRequest.Ended.class, name = "call_ended")
})
public sealed interface CallEventRequest extends SenderEvent {

    /// Ids of calls, agents and queues: see [Ids].
    String ID = Ids.PATTERN;
    String ID_MESSAGE = Ids.MESSAGE;

    /// Free text: no control characters and no halves of surrogate pairs, which no database could keep.
    String TEXT = "[^\\p{Cc}\\p{Cs}]{1,128}";
    String TEXT_MESSAGE = "must be 1 to 128 characters, none of them a control character";

    /// The value of an attribute, which may be empty.
    String VALUE = "[^\\p{Cc}\\p{Cs}]{0,256}";
    String VALUE_MESSAGE = "must be at most 256 characters, none of them a control character";

    /// What has to be given where senders post events in Callboard's own words; a mapping may know less.
    interface Posted {}

    String callId();

    /// The call's first event: it begins to wait in a queue.
    ///
    /// Numbers are text, as the telephony system has them; blank ones are none. Two deliveries that differ in who
    /// is on the line alone say the same: a queue may keep less of it than was sent.
    ///
    /// @param from       the number, address or extension that calls
    /// @param to         the one that is called
    /// @param callerName the name that goes with the caller's number
    /// @param attributes up to 16 pairs of the sender's own, such as a customer's reference
    record Initiated(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @NotNull CallType type,

            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String queueId,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String from,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String to,

            @Nullable Direction direction,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String callerName,

            @Nullable @Size(max = 16, message = "must be at most 16 pairs")
            Map<
                            @NotNull @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String,
                            @NotNull @Pattern(regexp = VALUE, message = VALUE_MESSAGE) String>
                    attributes)
            implements CallEventRequest {

        public Initiated {
            callId = Ids.normalized(callId);
            queueId = Ids.normalized(queueId);
            from = unlessBlank(from);
            to = unlessBlank(to);
            callerName = unlessBlank(callerName);
        }

        public Initiated(
                String callId, CallType type, String queueId, @Nullable String eventId, @Nullable Instant occurredAt) {
            this(callId, type, queueId, eventId, occurredAt, null, null, null, null, null);
        }

        /// Telephony systems write an unknown caller as an empty text.
        static @Nullable String unlessBlank(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /// Offered to an agent, found after `routingTime`, or to all of `agentIds` at once. The latest route wins.
    ///
    /// @param agentId  the one who is rung; absent where `agentIds` is given
    /// @param agentIds those who are rung at once, 1 to 100
    @NamesAgents
    record Routed(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @Nullable @Pattern(regexp = ID, message = ID_MESSAGE)
            String agentId,

            @Nullable @Seconds Double routingTime,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt,

            @Nullable @Size(min = 1, max = 100, message = "must name 1 to 100 agents")
            List<@NotNull @Pattern(regexp = ID, message = ID_MESSAGE) String> agentIds)
            implements CallEventRequest {

        public Routed {
            callId = Ids.normalized(callId);
            agentId = agentId == null ? null : Ids.normalized(agentId);
            agentIds = agentIds == null
                    ? null
                    : agentIds.stream().map(Ids::normalized).toList();
        }

        public Routed(
                String callId,
                @Nullable String agentId,
                @Nullable Double routingTime,
                @Nullable String eventId,
                @Nullable Instant occurredAt) {
            this(callId, agentId, routingTime, eventId, occurredAt, null);
        }
    }

    /// The agent picked up after `waitTime`; also takes a held call back.
    ///
    /// @param agentId who picked up; the one who was rung last where it is absent
    record Answered(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @Nullable @Seconds Double waitTime,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt,

            @Nullable @Pattern(regexp = ID, message = ID_MESSAGE)
            String agentId)
            implements CallEventRequest {

        public Answered {
            callId = Ids.normalized(callId);
            agentId = agentId == null ? null : Ids.normalized(agentId);
        }

        public Answered(
                String callId, @Nullable Double waitTime, @Nullable String eventId, @Nullable Instant occurredAt) {
            this(callId, waitTime, eventId, occurredAt, null);
        }
    }

    /// Put on hold; `holdDuration` is how long, as far as the sender knows.
    record Hold(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @Nullable @Seconds Double holdDuration,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements CallEventRequest {

        public Hold {
            callId = Ids.normalized(callId);
        }
    }

    /// Taken back from hold.
    record Resumed(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements CallEventRequest {

        public Resumed {
            callId = Ids.normalized(callId);
        }
    }

    /// Back to waiting: for `agentId` if it names one, in `queueId` if it names one.
    record Retransfer(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            @Nullable @Pattern(regexp = ID, message = ID_MESSAGE)
            String agentId,

            @Nullable @Pattern(regexp = ID, message = ID_MESSAGE)
            String queueId,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String reason,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements CallEventRequest {

        public Retransfer {
            callId = Ids.normalized(callId);
            agentId = agentId == null ? null : Ids.normalized(agentId);
            queueId = queueId == null ? null : Ids.normalized(queueId);
        }
    }

    /// Over, after `duration` in all.
    record Ended(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE)
            String callId,

            // What a vendor's message is mapped to may lack it: it follows from how the call stood.
            @Nullable @Given(groups = Posted.class) EndReason endReason,
            @Nullable @Seconds Double duration,

            @Nullable @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
            String eventId,

            @Nullable @InstantInRange Instant occurredAt)
            implements CallEventRequest {

        public Ended {
            callId = Ids.normalized(callId);
        }
    }
}
