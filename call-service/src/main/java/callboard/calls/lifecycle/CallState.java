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
/// @param agentId        who has it or is rung; of several who are rung at once the last one named
/// @param statusSince    when it came to its status; a waiting call that is routed again has waited all along
/// @param answeredAt     when it was first answered
/// @param waitTime       seconds, as reported with the first answer, else as the times have it
/// @param talkTime       seconds with an agent, finished stretches only
/// @param holdTime       seconds on hold, finished holds only
/// @param sequence       of its latest event
/// @param waitingEntered sequence of the event that last brought it to `waiting`; 0 for never
/// @param activeEntered  likewise for `active`
/// @param heldEntered    likewise for `on_hold`
/// @param ringingSince   since when it has been offered to its agents; absent when it isn't
/// @param agentSince     since when its agent has had it, by answering; absent when none has
/// @param alarm          how far it has come to the limit of its status
/// @param lastHeard      when something was last heard of it from outside
/// @param queueVersion   which version of its queue's limits it goes by
/// @param latestAt       when the latest of its events happened; absent where an earlier version wrote the call
/// @param ringing        those who are rung now
/// @param rung           those whose ring ended before, in this run of rings, each with when: [Ring#toString]
/// @param visitSince     when it came to its queue; absent in the first one, where it began
/// @param visitAnsweredAt when it was first answered in its queue
/// @param answeredWithin whether its first answer counts for the service level; absent where nobody has answered, or an
///         earlier version took the answer
/// @param visitAnsweredWithin likewise the first answer in its queue
/// @param visitHandled   seconds of talk and hold that it brought along to its queue
/// @param sender         whose clock its times are by: the name of the API key that reported it last
/// @param parties        who is on the line; never changes but for what is erased
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
        int queueVersion,
        @Nullable Instant latestAt,
        List<String> ringing,
        List<String> rung,
        @Nullable Instant visitSince,
        @Nullable Instant visitAnsweredAt,
        @Nullable Boolean answeredWithin,
        @Nullable Boolean visitAnsweredWithin,
        double visitHandled,
        @Nullable String sender,
        @Nullable Parties parties) {

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

    /// An agent's ring that ended unanswered.
    public record Ring(Instant ended, String agentId) {

        public static Ring of(String text) {
            int blank = text.indexOf(' ');
            return new Ring(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
        }

        @Override
        public String toString() {
            return ended + " " + agentId;
        }
    }

    public CallState {
        flags = List.copyOf(flags);
        // An earlier version knows of one agent alone.
        ringing =
                ringing.isEmpty() && ringingSince != null && agentId != null ? List.of(agentId) : List.copyOf(ringing);
        rung = List.copyOf(rung);
    }

    /// When the latest of its events happened, or later.
    public Instant latest() {
        return latestAt == null ? lastHeard : latestAt;
    }

    /// When it came to its queue.
    public Instant enteredQueue() {
        return visitSince == null ? startTime : visitSince;
    }

    /// The rings of this run that ended unanswered.
    public List<Ring> unanswered() {
        return rung.stream().map(Ring::of).toList();
    }

    /// The call as that sender told of it last.
    public CallState from(@Nullable String heardFrom) {
        return with(sequence, lastHeard, heardFrom);
    }

    public CallState with(int newSequence, Instant heard, @Nullable String heardFrom) {
        return Move.copy(this).placed(newSequence).heard(heard).from(heardFrom).done();
    }
}
