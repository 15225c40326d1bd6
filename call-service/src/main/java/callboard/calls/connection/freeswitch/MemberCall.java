package callboard.calls.connection.freeswitch;

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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call that came to a queue, from there on.
final class MemberCall {

    /// So long after a queue a call may come to another one and is still the same.
    private static final Duration BETWEEN_QUEUES = Duration.ofSeconds(5);

    enum Stage {
        WAITING,
        TALKING,
        /// No longer in a queue; where it goes is not known yet.
        LEFT,
        ENDED
    }

    private final String callId;
    private final Set<String> ringing = new LinkedHashSet<>();
    private final Set<String> holders = new LinkedHashSet<>();
    private Stage stage = Stage.WAITING;
    private String queueId;
    private @Nullable String member;
    private @Nullable String agentId;
    private boolean isAnswered;
    private boolean hasBrokenOut;
    private boolean isHeardLive;
    private Instant lastAt;

    private MemberCall(String callId, String queueId, Instant at) {
        this.callId = callId;
        this.queueId = queueId;
        lastAt = at;
    }

    static MemberCall known(KnownCall known) {
        var call = new MemberCall(known.callId(), known.queueId(), known.since());
        call.stage = known.status() == CallStatus.WAITING ? Stage.WAITING : Stage.TALKING;
        call.agentId = known.agentId();
        call.isAnswered = known.isAnswered();
        call.ringing.addAll(known.ringing());
        if (known.status() == CallStatus.ON_HOLD) {
            call.holders.add("");
        }
        return call;
    }

    static MemberCall begun(String callId, String queueId, Instant at) {
        return new MemberCall(callId, queueId, at);
    }

    Initiated begins(String id, @Nullable String number, @Nullable String name) {
        return new Initiated(callId, CallType.VOICE, queueId, id, lastAt, number, null, Direction.INBOUND, name, null);
    }

    /// Comes to a queue again.
    List<CallEventRequest> joined(String queue, String id, Instant at) {
        if (stage == Stage.ENDED || stage == Stage.WAITING && queue.equals(queueId)) {
            return List.of();
        }
        var reason = isAnswered || stage == Stage.TALKING ? "transfer" : "overflow";
        stage = Stage.WAITING;
        queueId = queue;
        agentId = null;
        isAnswered = false;
        hasBrokenOut = false;
        ringing.clear();
        holders.clear();
        return List.of(new Retransfer(callId, null, queue, reason, id, since(at)));
    }

    /// As what it is in the queue: each time that it comes to one, as another.
    void isMember(String memberId) {
        member = memberId;
    }

    /// False for what it was before.
    boolean mayBeMember(@Nullable String memberId) {
        return member == null || memberId == null || member.equals(memberId);
    }

    /// Those who are rung at once are told together each time: nobody of them has missed anything when one answers.
    List<CallEventRequest> offered(String agent, String id, Instant at) {
        return stage == Stage.WAITING && ringing.add(agent) ? List.of(rings(id, at)) : List.of();
    }

    private Routed rings(String id, Instant at) {
        return ringing.size() == 1
                ? new Routed(callId, ringing.iterator().next(), null, id, since(at))
                : new Routed(callId, null, null, id, since(at), List.copyOf(ringing));
    }

    List<CallEventRequest> rangOut(String agent, String reason, String id, Instant at) {
        if (stage != Stage.WAITING || !ringing.remove(agent)) {
            return List.of();
        }
        return List.of(ringing.isEmpty() ? new Retransfer(callId, null, null, reason, id, since(at)) : rings(id, at));
    }

    List<CallEventRequest> connected(String agent, String id, Instant at) {
        if (stage != Stage.WAITING && stage != Stage.LEFT) {
            return List.of();
        }
        stage = Stage.TALKING;
        agentId = agent;
        isAnswered = true;
        ringing.clear();
        return List.of(new Answered(callId, null, id, since(at), agent));
    }

    /// Either side may hold; the call is held until nobody holds it any more.
    List<CallEventRequest> held(String channel, String id, Instant at) {
        if (stage != Stage.TALKING || !holders.add(channel) || holders.size() > 1) {
            return List.of();
        }
        return List.of(new Hold(callId, null, id, since(at)));
    }

    List<CallEventRequest> resumed(String channel, String id, Instant at) {
        // Who had held it before the connection began is not known.
        boolean ends = holders.remove(channel) || holders.remove("");
        return stage == Stage.TALKING && ends && holders.isEmpty()
                ? List.of(new Resumed(callId, id, since(at)))
                : List.of();
    }

    /// Whether anybody holds it, by what a list says.
    List<CallEventRequest> foundHeld(boolean isHeld, String id, Instant at) {
        if (isHeld) {
            return holders.isEmpty() ? held("", id, at) : List.of();
        }
        boolean wasHeld = !holders.isEmpty();
        holders.clear();
        return wasHeld && stage == Stage.TALKING ? List.of(new Resumed(callId, id, since(at))) : List.of();
    }

    /// The agent's part is over, or nobody's has begun. Whether the call is, shows when its channel is hung up or comes
    /// to another queue.
    ///
    /// @param brokenOut whether something other than the queue's own rules made it leave
    void left(boolean brokenOut, Instant at) {
        if (stage == Stage.WAITING || stage == Stage.TALKING) {
            stage = Stage.LEFT;
            hasBrokenOut = brokenOut;
            lastAt = since(at);
        }
    }

    /// Its channel is gone.
    List<CallEventRequest> hungUp(Instant at) {
        return switch (stage) {
            case WAITING -> ended(EndReason.ABANDONED, at);
            case TALKING -> ended(EndReason.COMPLETED, at);
            case LEFT -> ended(isAnswered ? EndReason.COMPLETED : unanswered(), lastAt);
            case ENDED -> List.of();
        };
    }

    private EndReason unanswered() {
        return hasBrokenOut ? EndReason.ABANDONED : EndReason.OVERFLOWED;
    }

    /// Has left for good when it has not come to another queue for long enough.
    List<CallEventRequest> passed(Instant now) {
        if (stage != Stage.LEFT || lastAt.plus(BETWEEN_QUEUES).isAfter(now)) {
            return List.of();
        }
        return ended(isAnswered ? EndReason.COMPLETED : EndReason.OVERFLOWED, lastAt);
    }

    /// It went while nobody listened. What became of one that waited is not known.
    List<CallEventRequest> gone(Instant at) {
        return stage == Stage.LEFT
                ? hungUp(at)
                : ended(isAnswered || stage == Stage.TALKING ? EndReason.COMPLETED : EndReason.FAILED, at);
    }

    private List<CallEventRequest> ended(EndReason reason, Instant at) {
        if (stage == Stage.ENDED) {
            return List.of();
        }
        stage = Stage.ENDED;
        return List.of(new Ended(callId, reason, null, "end", since(at)));
    }

    /// Lists tell whole seconds: nothing happens before what came before it.
    private Instant since(Instant at) {
        lastAt = at.isBefore(lastAt) ? lastAt : at;
        return lastAt;
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

    Set<String> ringing() {
        return Set.copyOf(ringing);
    }
}
