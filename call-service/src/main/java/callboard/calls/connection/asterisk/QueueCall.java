package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.KnownCall;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A caller's channel that has come to a queue: what has to be remembered of it. Each method is one thing that
/// happened and returns what it tells; a repeat tells nothing.
final class QueueCall {

    enum Stage {
        WAITING,
        /// With an agent.
        TALKING,
        /// Out of the queue unanswered: to another queue, a voicemail, or nowhere.
        LEFT,
        /// The agent's part is over; the caller may yet come to another queue.
        COMPLETED,
        ENDED
    }

    /// Where in the dialplan a channel is.
    record Place(@Nullable String context, @Nullable String extension) {

        static Place of(AmiMessage message) {
            return new Place(message.get("Context"), message.get("Exten"));
        }
    }

    private final String callId;
    private Stage stage = Stage.WAITING;
    private String queueId;
    private @Nullable String agentId;
    private @Nullable Place joinedAt;
    private @Nullable Instant leftAt;
    private boolean isAbandonSeen;
    private boolean hasGivenUp;
    private boolean isHandedOver;
    private boolean isTransferred;
    private boolean isDirect;
    private boolean isAnsweredInQueue;
    private boolean isHeardLive;
    private final SequencedSet<String> ringing = new LinkedHashSet<>();
    private final Set<String> holders = new LinkedHashSet<>();

    private QueueCall(String callId, String queueId) {
        this.callId = callId;
        this.queueId = queueId;
    }

    static QueueCall known(KnownCall known) {
        var call = new QueueCall(known.callId(), known.queueId());
        call.stage = known.status() == CallStatus.WAITING ? Stage.WAITING : Stage.TALKING;
        call.agentId = known.agentId();
        call.isAnsweredInQueue = known.isAnswered();
        // One that is rung is in the queue again: it can't have ended before that.
        boolean hasLeft = known.isAnswered()
                && call.stage == Stage.WAITING
                && known.ringing().isEmpty();
        call.leftAt = hasLeft ? known.since() : null;
        call.ringing.addAll(known.ringing());
        if (known.status() == CallStatus.ON_HOLD) {
            call.holders.add("");
        }
        return call;
    }

    /// A call that begins to wait.
    static QueueCall begun(String callId, String queueId, Place joinedAt) {
        var call = new QueueCall(callId, queueId);
        call.joinedAt = joinedAt;
        return call;
    }

    Initiated begins(String id, Instant at, @Nullable String number, @Nullable String name, Direction direction) {
        return new Initiated(callId, CallType.VOICE, queueId, id, at, number, null, direction, name, null);
    }

    /// Comes to a queue again.
    List<CallEventRequest> joined(String queue, String id, Place place, Instant at) {
        if (stage == Stage.WAITING && queue.equals(queueId)) {
            joinedAt = place;
            return List.of();
        }
        var reason = switch (stage) {
            case TALKING, COMPLETED -> "transfer";
            case WAITING, LEFT, ENDED -> isAnsweredInQueue ? "transfer" : "overflow";
        };
        stage = Stage.WAITING;
        queueId = queue;
        joinedAt = place;
        agentId = null;
        leftAt = null;
        isAbandonSeen = false;
        hasGivenUp = false;
        isHandedOver = false;
        isTransferred = false;
        isDirect = false;
        isAnsweredInQueue = false;
        ringing.clear();
        holders.clear();
        return List.of(new Retransfer(callId, null, queue, reason, id, at));
    }

    /// Those who are rung at once are told together each time: nobody of them has missed anything when one answers.
    List<CallEventRequest> called(String agent, String id, Instant at) {
        if (stage != Stage.WAITING || !ringing.add(agent)) {
            return List.of();
        }
        return List.of(rings(id, at));
    }

    private Routed rings(String id, Instant at) {
        return ringing.size() == 1
                ? new Routed(callId, ringing.getFirst(), null, id, at)
                : new Routed(callId, null, null, id, at, List.copyOf(ringing));
    }

    List<CallEventRequest> rangOut(String agent, String reason, String id, Instant at) {
        if (stage != Stage.WAITING || !ringing.remove(agent)) {
            return List.of();
        }
        return List.of(ringing.isEmpty() ? new Retransfer(callId, null, null, reason, id, at) : rings(id, at));
    }

    List<CallEventRequest> connected(String agent, String id, Instant at) {
        if (stage != Stage.WAITING && stage != Stage.LEFT) {
            return List.of();
        }
        stage = Stage.TALKING;
        agentId = agent;
        leftAt = null;
        isAnsweredInQueue = true;
        ringing.clear();
        return List.of(new Answered(callId, null, id, at, agent));
    }

    /// Either side may hold; the call is held until nobody holds it any more.
    List<CallEventRequest> held(String channel, String id, Instant at) {
        if (stage != Stage.TALKING || !holders.add(channel) || holders.size() > 1) {
            return List.of();
        }
        return List.of(new Hold(callId, null, id, at));
    }

    /// A transfer begins with an end of a hold that never was.
    List<CallEventRequest> resumed(String channel, String id, Instant at) {
        // Who had held it before the connection began is not known.
        boolean ends = holders.remove(channel) || holders.remove("");
        return stage == Stage.TALKING && ends && holders.isEmpty() ? List.of(new Resumed(callId, id, at)) : List.of();
    }

    /// A transfer leads to an agent's own phone.
    List<CallEventRequest> dialled(String agent, String id, Instant at) {
        if (stage != Stage.COMPLETED || !isTransferred) {
            return List.of();
        }
        stage = Stage.WAITING;
        leftAt = null;
        isDirect = true;
        return called(agent, id, at);
    }

    /// What came of that.
    List<CallEventRequest> dialEnded(String agent, boolean isAnswered, String id, Instant at) {
        if (!isDirect || stage != Stage.WAITING) {
            return List.of();
        }
        if (isAnswered) {
            return connected(agent, id, at);
        }
        var events = rangOut(agent, "no_answer", id, at);
        stage = Stage.COMPLETED;
        leftAt = at;
        isDirect = false;
        return events;
    }

    /// The agent's channel is gone. Of a call in a queue that is told otherwise.
    List<CallEventRequest> agentHungUp(Instant at) {
        return isDirect ? completed(null, false, "", at) : List.of();
    }

    /// The caller talks on with somebody who is no agent of this queue. That the agent's part is over may be told
    /// before or after.
    List<CallEventRequest> handedOver() {
        isHandedOver = true;
        return stage == Stage.COMPLETED ? ended(EndReason.COMPLETED, Objects.requireNonNull(leftAt)) : List.of();
    }

    /// The agent's part is over. Whether the call is, shows when its channel is hung up or comes to a queue. One that
    /// was transferred waits for that, so that its agent is free.
    ///
    /// @param agent whose part, which may be heard of when another one has the call already; absent for whoever
    ///         has it
    List<CallEventRequest> completed(@Nullable String agent, boolean isTransfer, String id, Instant at) {
        if (stage != Stage.TALKING || (agent != null && agentId != null && !agent.equals(agentId))) {
            return List.of();
        }
        stage = Stage.COMPLETED;
        leftAt = at;
        agentId = null;
        isTransferred = isTransfer;
        isDirect = false;
        holders.clear();
        if (isHandedOver) {
            return ended(EndReason.COMPLETED, at);
        }
        return isTransfer ? List.of(new Retransfer(callId, null, null, "transfer", id, at)) : List.of();
    }

    void abandonSeen() {
        isAbandonSeen = true;
    }

    void left(Instant at) {
        if (stage == Stage.WAITING) {
            stage = Stage.LEFT;
            leftAt = at;
        }
    }

    /// The caller hangs up.
    void givesUp() {
        if (stage == Stage.WAITING) {
            hasGivenUp = true;
        }
    }

    /// The channel is gone.
    List<CallEventRequest> hungUp(AmiMessage message, Instant at, AsteriskRules rules) {
        return switch (stage) {
            case WAITING, LEFT -> ended(unanswered(Place.of(message), at, rules), leftAt == null ? at : leftAt);
            case TALKING -> ended(EndReason.COMPLETED, at);
            case COMPLETED -> ended(EndReason.COMPLETED, Objects.requireNonNull(leftAt));
            case ENDED -> List.of();
        };
    }

    /// Went on in the dialplan after the queue.
    List<CallEventRequest> runs(String application) {
        return stage == Stage.LEFT && DialplanHints.isVoicemail(application)
                ? ended(EndReason.VOICEMAIL, Objects.requireNonNull(leftAt))
                : List.of();
    }

    /// Has left for good when it has not come to another queue for long enough.
    List<CallEventRequest> passed(Instant now, AsteriskRules rules) {
        var since = leftAt;
        if (since == null) {
            return List.of();
        }
        return switch (stage) {
            case LEFT ->
                since.plus(AsteriskRules.LEFT).isAfter(now) ? List.of() : ended(unanswered(null, now, rules), since);
            case COMPLETED ->
                since.plus(AsteriskRules.TRANSFERRED).isAfter(now) ? List.of() : ended(EndReason.COMPLETED, since);
            case WAITING, TALKING, ENDED -> List.of();
        };
    }

    private EndReason unanswered(@Nullable Place now, Instant at, AsteriskRules rules) {
        if (isAnsweredInQueue) {
            return EndReason.COMPLETED;
        }
        return hasGivenUp
                ? EndReason.ABANDONED
                : DialplanHints.unanswered(stage == Stage.LEFT, joinedAt, now, isAbandonSeen, leftAt, at, rules);
    }

    /// The call is over.
    List<CallEventRequest> ended(EndReason reason, Instant at) {
        if (stage == Stage.ENDED) {
            return List.of();
        }
        stage = Stage.ENDED;
        ringing.clear();
        holders.clear();
        return List.of(new Ended(callId, reason, null, "end", at));
    }

    /// It is no longer in a queue, by what a list says.
    void foundOut(Instant now) {
        stage = isAnsweredInQueue ? Stage.COMPLETED : Stage.LEFT;
        leftAt = leftAt == null ? now : leftAt;
        ringing.clear();
    }

    void heardLive() {
        isHeardLive = true;
    }

    boolean isHeardLive() {
        return isHeardLive;
    }

    Stage stage() {
        return stage;
    }

    String queueId() {
        return queueId;
    }

    @Nullable
    String agentId() {
        return agentId;
    }

    boolean isAnswered() {
        return isAnsweredInQueue;
    }

    @Nullable
    Instant leftAt() {
        return leftAt;
    }
}
