package callboard.calls.lifecycle;

import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.Direction;
import callboard.contracts.EventMetadata;
import callboard.contracts.NumberPrivacy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is on the line, as far as the call's beginning told and its queue keeps it.
public record Parties(
        @Nullable String from,
        @Nullable String to,
        @Nullable Direction direction,
        @Nullable String callerName,
        @Nullable Map<String, String> attributes) {

    public static final Parties NOBODY = new Parties(null, null, null, null, null);

    // Its length is no hint at the number's.
    private static final String MASK = "•••••";
    private static final int SHOWN = 3;
    // Of a shorter one, such as an extension, the end would be as good as all.
    private static final int SHORTEST_SHOWN = 7;

    /// What the event told; null when it told of nobody.
    public static @Nullable Parties of(EventMetadata told) {
        var parties = new Parties(told.from(), told.to(), told.direction(), told.callerName(), told.attributes());
        return parties.equals(NOBODY) ? null : parties;
    }

    /// The beginning with as much of who is on the line as is to be kept.
    public static Initiated kept(Initiated event, NumberPrivacy privacy) {
        return switch (privacy) {
            case KEEP -> event;
            case MASK -> with(event, masked(event.from()), masked(event.to()), event.attributes());
            case DROP -> with(event, null, null, null);
        };
    }

    private static Initiated with(
            Initiated event, @Nullable String from, @Nullable String to, @Nullable Map<String, String> attributes) {
        return new Initiated(
                event.callId(),
                event.type(),
                event.queueId(),
                event.eventId(),
                event.occurredAt(),
                from,
                to,
                event.direction(),
                null,
                attributes);
    }

    private static @Nullable String masked(@Nullable String number) {
        if (number == null) {
            return null;
        }
        int length = number.codePointCount(0, number.length());
        return length < SHORTEST_SHOWN
                ? MASK
                : MASK + number.substring(number.offsetByCodePoints(number.length(), -SHOWN));
    }
}
