package callboard.calls.lifecycle;

/// A queue's limits, in seconds. Above a limit is too much; the limit itself is still good.
public record Limits(int waitLimit, int routingLimit, int holdLimit, int shortCallLimit) {

    /// What a queue has unless it says otherwise.
    public static final Limits STANDARD = new Limits(30, 15, 60, 10);
}
