package callboard.calls.lifecycle;

import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a decision needs to know of a call.
///
/// @param statusSince    when it came to its status; a waiting call that is routed again has waited all along
/// @param answeredAt     when it was first answered
/// @param waitTime       seconds, as reported with the first answer
/// @param talkTime       seconds with an agent, finished stretches only
/// @param holdTime       seconds on hold, finished holds only
/// @param sequence       of its latest event
/// @param waitingEntered sequence of the event that last brought it to `waiting`; 0 for never
/// @param activeEntered  likewise for `active`
/// @param heldEntered    likewise for `on_hold`
/// @param ringingSince   since when it has been offered to its agent; absent when it isn't
/// @param agentSince since when its agent has had it, by answering; absent when none has
/// @param alarm          how far it has come to the limit of its status
/// @param lastHeard      when something was last heard of it from outside
/// @param queueVersion   which version of its queue's limits it goes by
public record CallState(
        String id,
        CallType type,
        CallStatus status,
        String queueId,
        @Nullable String agentId,
        Instant startTime,
        @Nullable Instant endTime,
        Instant statusSince,
        @Nullable Instant answeredAt,
        @Nullable Double waitTime,
        double talkTime,
        double holdTime,
        @Nullable EndReason endReason,
        List<Rule> flags,
        int sequence,
        int waitingEntered,
        int activeEntered,
        int heldEntered,
        @Nullable Instant ringingSince,
        @Nullable Instant agentSince,
        Alarm alarm,
        Instant lastHeard,
        int queueVersion) {

    /// How far a call has come to the limit of the status it is in.
    public enum Alarm implements WireEnum {
        NONE("none"),
        WARNED("warned"),
        BROKEN("broken");

        private final String word;

        Alarm(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public CallState {
        flags = List.copyOf(flags);
    }
}
