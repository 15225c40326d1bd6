package callboard.simulator.sender;

/// What the service said to one delivery.
///
/// @param replayed it had this event already
/// @param rejected how many events of a batch it did not take
public record Answer(int status, boolean replayed, int rejected) {

    public Answer(int status, boolean replayed) {
        this(status, replayed, 0);
    }

    /// The event is in the service's keeping: stored now, stored before, or parked until its turn comes.
    public boolean taken() {
        return status >= 200 && status < 300;
    }

    /// The service could not, for now: the delivery has to be made again.
    boolean tryAgain() {
        return status >= 500 || status == 429 || status == 408;
    }

    String label() {
        return replayed ? status + " replayed" : String.valueOf(status);
    }
}
