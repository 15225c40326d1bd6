package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The named business rules. A call that breaks one carries its flag for good; the last is of numbers and flags none.
public enum Rule implements WireEnum {
    /// Not answered within the queue's wait limit (30 s unless the queue says otherwise).
    @JsonProperty("wait_sla_exceeded")
    WAIT_SLA_EXCEEDED("wait_sla_exceeded"),
    /// Finding an agent took longer than the queue's routing limit (15 s).
    @JsonProperty("rerouted")
    REROUTED("rerouted"),
    /// Held for longer than the queue's hold limit (60 s).
    @JsonProperty("hold_limit_exceeded")
    HOLD_LIMIT_EXCEEDED("hold_limit_exceeded"),
    /// Answered, and over in less than the queue's short-call limit (10 s).
    @JsonProperty("short_call")
    SHORT_CALL("short_call"),
    /// Abandoned before an answer, in less than the queue's short-call limit (10 s).
    @JsonProperty("short_abandon")
    SHORT_ABANDON("short_abandon"),
    /// Routed to an agent who did not answer in time; released by Callboard to be routed again.
    @JsonProperty("reroute_required")
    REROUTE_REQUIRED("reroute_required"),
    /// No event of the call came for so long that it is taken for lost.
    @JsonProperty("stale_call")
    STALE_CALL("stale_call"),
    /// A number of a queue, or of all together, went past the threshold of an administrator's rule.
    @JsonProperty("threshold_crossed")
    THRESHOLD_CROSSED("threshold_crossed");

    private final String word;

    Rule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
