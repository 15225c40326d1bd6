package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What happens in the call centre, without what a kind can't tell. Events of one call come in their order.
public final class Retelling {

    private final Kind kind;
    private final Map<String, Story> stories = new ConcurrentHashMap<>();

    public Retelling(Kind kind) {
        this.kind = kind;
    }

    /// A call so far, as the kind can tell it.
    private static final class Story {

        private final Initiated beginning;
        private final Instant beganAt;
        private String queueId;
        private @Nullable String agentId;
        /// Whom it rings, told or not.
        private @Nullable String rung;
        private boolean isTalking;
        private boolean isHeld;
        private Instant since;
        private int told;

        private Story(Initiated beginning, Instant at) {
            this.beginning = beginning;
            beganAt = at;
            queueId = beginning.queueId();
            since = at;
        }

        private Happening with(CallEventRequest event, Instant at) {
            return new Happening(event, at, ++told, beginning, beganAt, queueId, agentId, isTalking, since);
        }
    }

    /// Nothing where it can't be told.
    public Optional<Happening> retell(CallEventRequest event, Instant at) {
        if (event instanceof Initiated beginning) {
            var story = new Story(without(beginning), at);
            stories.put(event.callId(), story);
            return Optional.of(story.with(story.beginning, at));
        }
        var story = Objects.requireNonNull(stories.get(event.callId()), "A call begins before all else");
        var told = told(event, story);
        if (told == null) {
            return Optional.empty();
        }
        var happening = story.with(told, at);
        note(told, at, story);
        return Optional.of(happening);
    }

    private Initiated without(Initiated event) {
        return new Initiated(
                event.callId(),
                leavesOut(Untold.VIDEO) ? CallType.VOICE : event.type(),
                event.queueId(),
                event.eventId(),
                event.occurredAt(),
                event.from(),
                event.to(),
                event.direction(),
                leavesOut(Untold.CALLER_NAME) ? null : event.callerName(),
                event.attributes());
    }

    private @Nullable CallEventRequest told(CallEventRequest event, Story story) {
        return switch (event) {
            case Initiated begun -> begun;
            case Routed routed -> routed(routed, story);
            case Answered answered -> answered(answered, story);
            case Hold hold -> leavesOut(Untold.HOLDS) ? null : hold;
            case Resumed resumed -> story.isHeld ? resumed : null;
            case Retransfer passedOn -> passedOn(passedOn, story);
            case Ended ended ->
                new Ended(
                        ended.callId(),
                        kind.outcome(Objects.requireNonNull(ended.endReason()), story.isTalking),
                        ended.duration(),
                        ended.eventId(),
                        ended.occurredAt());
        };
    }

    private @Nullable CallEventRequest routed(Routed routed, Story story) {
        var all = routed.agentIds();
        story.rung = all == null ? routed.agentId() : all.getFirst();
        if (leavesOut(Untold.RINGS) || story.isTalking) {
            return null;
        }
        return all == null || !leavesOut(Untold.RINGS_TOGETHER)
                ? routed
                : new Routed(routed.callId(), story.rung, routed.routingTime(), routed.eventId(), routed.occurredAt());
    }

    private @Nullable CallEventRequest answered(Answered answered, Story story) {
        if (story.isTalking) {
            return story.isHeld ? new Resumed(answered.callId(), answered.eventId(), answered.occurredAt()) : null;
        }
        return new Answered(
                answered.callId(),
                answered.waitTime(),
                answered.eventId(),
                answered.occurredAt(),
                answered.agentId() == null ? story.rung : answered.agentId());
    }

    private @Nullable CallEventRequest passedOn(Retransfer passedOn, Story story) {
        story.rung = passedOn.agentId();
        if (leavesOut(Untold.TRANSFERS)) {
            return null;
        }
        return leavesOut(Untold.TRANSFERS_TO_AGENTS)
                ? new Retransfer(
                        passedOn.callId(),
                        null,
                        passedOn.queueId(),
                        passedOn.reason(),
                        passedOn.eventId(),
                        passedOn.occurredAt())
                : passedOn;
    }

    private void note(CallEventRequest told, Instant at, Story story) {
        switch (told) {
            case Initiated _ -> {}
            case Routed _ -> story.agentId = story.rung;
            case Answered answered -> {
                story.agentId = answered.agentId();
                story.isTalking = true;
                story.since = at;
            }
            case Hold _ -> {
                story.isHeld = true;
                story.since = at;
            }
            case Resumed _ -> {
                story.isHeld = false;
                story.since = at;
            }
            case Retransfer passedOn -> {
                story.agentId = passedOn.agentId();
                story.queueId = passedOn.queueId() == null ? story.queueId : passedOn.queueId();
                story.isTalking = false;
                story.isHeld = false;
                story.since = at;
            }
            case Ended ended -> stories.remove(ended.callId());
        }
    }

    private boolean leavesOut(Untold what) {
        return kind.leavesOut().contains(what);
    }
}
