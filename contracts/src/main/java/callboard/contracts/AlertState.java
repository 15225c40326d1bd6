package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether an alert was acknowledged.
public enum AlertState implements WireEnum {
    /// Nobody has yet.
    @JsonProperty("open")
    OPEN("open"),
    /// It was, for everybody.
    @JsonProperty("acknowledged")
    ACKNOWLEDGED("acknowledged");

    private final String word;

    AlertState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
