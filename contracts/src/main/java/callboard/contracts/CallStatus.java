package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a call stands. A call begins `waiting` and nothing leaves `ended`.
public enum CallStatus implements WireEnum {
    @JsonProperty("waiting")
    WAITING("waiting"),
    @JsonProperty("active")
    ACTIVE("active"),
    @JsonProperty("on_hold")
    ON_HOLD("on_hold"),
    @JsonProperty("ended")
    ENDED("ended");

    private final String word;

    CallStatus(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
