package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How an alert stands.
public enum AlertState implements WireEnum {
    /// It is so, and nobody has taken notice.
    @JsonProperty("open")
    OPEN("open"),
    /// It is so, and somebody has taken notice, for everybody.
    @JsonProperty("acknowledged")
    ACKNOWLEDGED("acknowledged"),
    /// It is so no longer, whether anybody took notice or not.
    @JsonProperty("cleared")
    CLEARED("cleared");

    private final String word;

    AlertState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
