package callboard.calls.lifecycle;

/// A version of a queue's limits, in seconds. Above a limit is too much; the limit itself is still good.
///
/// @param version       counts the changes of the queue; a call keeps to the version it began under
/// @param targetSeconds an answer within these counts for the service level
/// @param wrapUp        how long after-call work takes
public record Limits(
        int version,
        int waitLimit,
        int routingLimit,
        int holdLimit,
        int shortCallLimit,
        int targetSeconds,
        int wrapUp) {

    /// What a queue has unless it says otherwise.
    public static final Limits STANDARD = new Limits(1, 30, 15, 60, 10, 30);

    /// Without after-call work.
    public Limits(int version, int waitLimit, int routingLimit, int holdLimit, int shortCallLimit, int targetSeconds) {
        this(version, waitLimit, routingLimit, holdLimit, shortCallLimit, targetSeconds, 0);
    }
}
