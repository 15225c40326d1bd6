package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What came of a visit.
public enum VisitOutcome implements WireEnum {
    /// By an agent, wherever the call went on to.
    @JsonProperty("answered")
    ANSWERED("answered"),
    @JsonProperty("abandoned")
    ABANDONED("abandoned"),
    /// It went on to another queue unanswered.
    @JsonProperty("transferred")
    TRANSFERRED("transferred"),
    @JsonProperty("overflowed")
    OVERFLOWED("overflowed"),
    @JsonProperty("callback")
    CALLBACK("callback"),
    @JsonProperty("voicemail")
    VOICEMAIL("voicemail"),
    /// It ended unanswered for another reason, be it reported as completed.
    @JsonProperty("failed")
    FAILED("failed");

    private final String word;

    VisitOutcome(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
