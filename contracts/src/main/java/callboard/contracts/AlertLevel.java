package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How grave an alert is.
public enum AlertLevel implements WireEnum {
    /// The limit is near.
    @JsonProperty("warning")
    WARNING("warning"),
    /// The limit is broken.
    @JsonProperty("breach")
    BREACH("breach");

    private final String word;

    AlertLevel(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
