package callboard.calls.lifecycle;

import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a sender's event says, apart from which call, when, and under which id: what two equal deliveries share.
public final class Payload {

    private Payload() {}

    public static EventType typeOf(CallEventRequest event) {
        return switch (event) {
            case Initiated _ -> EventType.INITIATED;
            case Routed _ -> EventType.ROUTED;
            case Answered _ -> EventType.ANSWERED;
            case Hold _ -> EventType.HOLD;
            case Resumed _ -> EventType.RESUMED;
            case Retransfer _ -> EventType.RETRANSFER;
            case Ended _ -> EventType.ENDED;
        };
    }

    /// The queue that the event names.
    public static @Nullable String queueOf(CallEventRequest event) {
        return switch (event) {
            case Initiated initiated -> initiated.queueId();
            case Retransfer retransfer -> retransfer.queueId();
            case Routed _, Answered _, Hold _, Resumed _, Ended _ -> null;
        };
    }

    /// Whether two deliveries say the same.
    public static boolean same(CallEventRequest one, CallEventRequest other) {
        return typeOf(one) == typeOf(other) && essence(of(one)).equals(essence(of(other)));
    }

    /// Whether a delivery says what a recorded event says.
    public static boolean same(CallEvent recorded, CallEventRequest event) {
        return recorded.type() == typeOf(event)
                && essence(of(recorded.metadata())).equals(essence(of(event)));
    }

    /// Without who is on the line: of them less may be kept than was told, and nothing once it was erased.
    private static EventMetadata essence(EventMetadata told) {
        return Parties.of(told) == null ? told : told.withoutParties();
    }

    /// Whether Callboard made the event itself.
    public static boolean isNoticed(CallEvent event) {
        var metadata = event.metadata();
        return event.type() == EventType.FLAGGED || metadata != null && "system".equals(metadata.by());
    }

    public static EventMetadata of(CallEventRequest event) {
        return switch (event) {
            case Initiated e -> beginning(e);
            case Routed e -> payload(null, e.agentId(), e.routingTime(), null, null, null, null, null, e.agentIds());
            case Answered e -> payload(null, e.agentId(), null, e.waitTime(), null, null, null, null, null);
            case Hold e -> payload(null, null, null, null, e.holdDuration(), null, null, null, null);
            case Resumed _ -> payload(null, null, null, null, null, null, null, null, null);
            case Retransfer e -> payload(e.queueId(), e.agentId(), null, null, null, null, null, e.reason(), null);
            case Ended e -> payload(null, null, null, null, null, e.endReason(), e.duration(), null, null);
        };
    }

    /// Those who are rung by it.
    static List<String> agents(EventMetadata routed) {
        var named = routed.agentIds();
        if (named != null) {
            return named.stream().distinct().toList();
        }
        return List.of(Objects.requireNonNull(routed.agentId(), "A route names an agent"));
    }

    public static EventMetadata of(@Nullable EventMetadata recorded) {
        return recorded == null ? of(new Resumed("", null, null)) : recorded.withFlags(List.of());
    }

    private static EventMetadata beginning(Initiated event) {
        return new EventMetadata(
                event.type(),
                event.queueId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                event.from(),
                event.to(),
                event.direction(),
                event.callerName(),
                event.attributes());
    }

    private static EventMetadata payload(
            @Nullable String queueId,
            @Nullable String agentId,
            @Nullable Double routingTime,
            @Nullable Double waitTime,
            @Nullable Double holdDuration,
            @Nullable EndReason endReason,
            @Nullable Double duration,
            @Nullable String reason,
            @Nullable List<String> agentIds) {
        return new EventMetadata(
                null,
                queueId,
                agentId,
                positive(routingTime),
                positive(waitTime),
                positive(holdDuration),
                endReason,
                positive(duration),
                reason,
                null,
                null,
                agentIds,
                null,
                null,
                null,
                null,
                null);
    }

    /// -0.0 is a number that JSON can say and that would not equal 0.0.
    private static @Nullable Double positive(@Nullable Double seconds) {
        return seconds == null ? null : Double.valueOf(seconds + 0.0);
    }
}
