package callboard.realtime.room;

import java.util.List;

import callboard.contracts.CallStatusUpdate;
import callboard.contracts.Wire;

/// One event for everybody in some rooms, at most once for each.
///
/// @param payload  the event's one argument
/// @param sequence of the update it carries; 0 when it carries none
public record Message(String event, RawJson payload, List<String> rooms, int sequence) {

    public Message {
        rooms = List.copyOf(rooms);
    }

    /// A [CallStatusUpdate] to those who watch its call.
    public static Message update(String callId, int sequence, byte[] update) {
        return new Message(Wire.CALL_STATUS_UPDATE, new RawJson(update), List.of(Wire.callRoom(callId)), sequence);
    }

    /// The same to those who watch for new calls.
    public static Message newCall(List<String> rooms, byte[] update) {
        return new Message(Wire.NEW_CALL, new RawJson(update), rooms, 0);
    }

    /// An alert to the same.
    public static Message alert(List<String> rooms, byte[] alert) {
        return new Message(Wire.ALERT, new RawJson(alert), rooms, 0);
    }

    /// The same alert, once somebody has acknowledged it.
    public static Message alertAcknowledged(List<String> rooms, byte[] alert) {
        return new Message(Wire.ALERT_ACKNOWLEDGED, new RawJson(alert), rooms, 0);
    }

    /// The wallboard's numbers, to the dashboard feed.
    public static Message stats(byte[] stats) {
        return new Message(Wire.STATS_UPDATE, new RawJson(stats), List.of(Wire.DASHBOARD_ROOM), 0);
    }
}
