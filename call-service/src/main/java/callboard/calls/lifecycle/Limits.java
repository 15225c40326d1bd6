package callboard.calls.lifecycle;

/// A version of a queue's limits, in seconds. Above a limit is too much; the limit itself is still good.
///
/// @param version       counts the changes of the queue; a call keeps to the version it began under
/// @param targetSeconds an answer within these counts for the service level
/// @param wrapUp        how long after-call work takes
/// @param openingTimes  outside them no wait is too long, and no visit counts for the service level
public record Limits(
        int version,
        int waitLimit,
        int routingLimit,
        int holdLimit,
        int shortCallLimit,
        int targetSeconds,
        int wrapUp,
        OpeningTimes openingTimes) {

    /// What a queue has unless it says otherwise.
    public static final Limits STANDARD = new Limits(1, 30, 15, 60, 10, 30);

    /// Without after-call work, and always open.
    public Limits(int version, int waitLimit, int routingLimit, int holdLimit, int shortCallLimit, int targetSeconds) {
        this(version, waitLimit, routingLimit, holdLimit, shortCallLimit, targetSeconds, 0, OpeningTimes.ALWAYS);
    }

    /// Whether the call came to its queue while that was closed.
    public boolean isOutsideHours(CallState call) {
        return !openingTimes.isOpen(call.enteredQueue());
    }
}
