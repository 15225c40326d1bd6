package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of an event that came too early.
public enum ParkedState implements WireEnum {
    /// Its turn may still come.
    @JsonProperty("waiting")
    WAITING("waiting"),
    /// Its turn came, and it is in the call's history.
    @JsonProperty("applied")
    APPLIED("applied"),
    /// Its turn never came, or came and it was not legal.
    @JsonProperty("rejected")
    REJECTED("rejected");

    private final String word;

    ParkedState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
