package callboard.calls.connection.queuelog;

import java.util.List;

/// Of a call that the log and the manager interface both know, one tells: the rings of both would be misses of both.
///
/// The manager interface tells more, and exactly when, so the log gives way to it; a call that the log has told to its
/// end stays as it is.
///
/// @param isFromElsewhere whether anything but the log has told of the call
/// @param isFromLog       whether the log has
/// @param isEnded         whether it has ended
public record Tellers(boolean isFromElsewhere, boolean isFromLog, boolean isEnded) {

    public static final Tellers NOBODY = new Tellers(false, false, false);

    /// Whether the log may tell of it.
    public boolean letLogTell() {
        return !isFromElsewhere;
    }

    /// Whether the manager interface may.
    public boolean letOthersTell() {
        return isFromElsewhere || !isFromLog || !isEnded;
    }

    /// With what else is stored of the call.
    ///
    /// @param eventIds of its events
    public static Tellers of(List<String> eventIds, boolean isEnded) {
        return new Tellers(
                eventIds.stream().anyMatch(id -> !isOfLog(id) && !isOfBoth(id)),
                eventIds.stream().anyMatch(Tellers::isOfLog),
                isEnded);
    }

    private static boolean isOfLog(String eventId) {
        return eventId.startsWith("log-");
    }

    private static boolean isOfBoth(String eventId) {
        return eventId.startsWith("connect:") || eventId.equals("end");
    }
}
