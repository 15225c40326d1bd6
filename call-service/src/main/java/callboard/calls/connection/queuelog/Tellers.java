package callboard.calls.connection.queuelog;

import java.util.List;

/// Of a call that the log and the manager interface both know, whoever told of it first tells: the rings of both would
/// be misses of both. That is the manager interface, which is told at once, unless it was not connected, or lagged.
///
/// @param isFromElsewhere whether anything but the log has told of the call
/// @param isFromLog       whether the log has
public record Tellers(boolean isFromElsewhere, boolean isFromLog) {

    /// Whether the log may tell of it.
    public boolean letLogTell() {
        return isFromLog || !isFromElsewhere;
    }

    /// Whether the manager interface may.
    public boolean letOthersTell() {
        return !isFromLog;
    }

    /// With what is stored of the call.
    ///
    /// @param eventIds of its events
    public static Tellers of(List<String> eventIds) {
        return new Tellers(
                eventIds.stream().anyMatch(id -> !isOfLog(id) && !isOfBoth(id)),
                eventIds.stream().anyMatch(Tellers::isOfLog));
    }

    private static boolean isOfLog(String eventId) {
        return eventId.startsWith("log-");
    }

    private static boolean isOfBoth(String eventId) {
        return eventId.startsWith("connect:") || eventId.equals("end");
    }
}
