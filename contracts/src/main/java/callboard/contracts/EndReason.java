package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a call ended.
public enum EndReason implements WireEnum {
    @JsonProperty("completed")
    COMPLETED("completed"),
    @JsonProperty("abandoned")
    ABANDONED("abandoned"),
    @JsonProperty("failed")
    FAILED("failed"),
    /// Sent elsewhere, since nobody was there to answer.
    @JsonProperty("overflowed")
    OVERFLOWED("overflowed"),
    /// The caller is to be called back.
    @JsonProperty("callback")
    CALLBACK("callback"),
    @JsonProperty("voicemail")
    VOICEMAIL("voicemail");

    private final String word;

    EndReason(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
