package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether somebody has taken notice of an alert.
public enum AlertState implements WireEnum {
    /// Nobody has yet.
    @JsonProperty("open")
    OPEN("open"),
    /// Somebody has, for everybody.
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
