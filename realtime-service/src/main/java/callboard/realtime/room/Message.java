package callboard.realtime.room;

import callboard.contracts.Channels;
import callboard.contracts.viewer.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One Socket.IO event for the subscribers of some rooms, at most once for each.
///
/// @param payload  the event's one argument
/// @param sequence of the update it carries; 0 for none
/// @param shownTo  which viewers may see it
/// @param instead  the payload for the others; null for none
public record Message(
        String event,
        RawJson payload,
        List<String> rooms,
        int sequence,
        Predicate<Viewer> shownTo,
        @Nullable RawJson instead) {

    private static final RawJson NOTHING = new RawJson("{}".getBytes(StandardCharsets.UTF_8));

    public Message {
        rooms = List.copyOf(rooms);
    }

    /// A `CallStatusUpdate` to its call's room.
    ///
    /// @param queueId which the call is in; null when it isn't known
    public static Message update(String callId, @Nullable String queueId, int sequence, byte[] update) {
        return new Message(
                Channels.CALL_STATUS_UPDATE,
                new RawJson(update),
                List.of(Channels.callRoom(callId)),
                sequence,
                viewer -> viewer.allows(queueId),
                null);
    }

    /// The same to the dashboard feed and to its queue's room.
    public static Message newCall(@Nullable String queueId, byte[] update) {
        return toFeeds(Channels.NEW_CALL, queueId, update);
    }

    /// Anything else of a queue to the same rooms, such as an alert that was raised, acknowledged or is over.
    public static Message ofQueue(String event, @Nullable String queueId, byte[] message) {
        return toFeeds(event, queueId, message);
    }

    private static Message toFeeds(String event, @Nullable String queueId, byte[] message) {
        return new Message(event, new RawJson(message), feeds(queueId), 0, viewer -> viewer.allows(queueId), null);
    }

    /// What is of all queues, such as the wallboard's numbers, to the dashboard feed. Viewers of some queues are only
    /// told that something changed.
    public static Message ofAllQueues(String event, byte[] message) {
        return new Message(
                event, new RawJson(message), List.of(Channels.DASHBOARD_ROOM), 0, Viewer::seesEveryQueue, NOTHING);
    }

    private static List<String> feeds(@Nullable String queueId) {
        return queueId == null
                ? List.of(Channels.DASHBOARD_ROOM)
                : List.of(Channels.DASHBOARD_ROOM, Channels.queueRoom(queueId));
    }
}
