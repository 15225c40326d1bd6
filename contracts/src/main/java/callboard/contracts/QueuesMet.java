package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What becomes of a queue that a connection meets and Callboard doesn't know.
public enum QueuesMet implements WireEnum {
    /// It is made, with the limits that every queue has unless it says otherwise.
    @JsonProperty("adopt")
    ADOPT("adopt"),
    /// Its calls are refused.
    @JsonProperty("known")
    KNOWN("known");

    private final String word;

    QueuesMet(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
