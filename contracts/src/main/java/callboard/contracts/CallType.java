package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The medium of a call.
public enum CallType implements WireEnum {
    @JsonProperty("voice")
    VOICE("voice"),
    @JsonProperty("video")
    VIDEO("video");

    private final String word;

    CallType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
