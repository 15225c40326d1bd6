package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of a message that a connection heard.
public enum MessageOutcome implements WireEnum {
    /// It was read, and what it told of calls was taken.
    @JsonProperty("taken")
    TAKEN("taken"),
    /// It is known to tell nothing of calls in queues.
    @JsonProperty("ignored")
    IGNORED("ignored"),
    /// It could not be understood.
    @JsonProperty("unknown")
    UNKNOWN("unknown"),
    /// It was read, and something it told of a call was not possible.
    @JsonProperty("refused")
    REFUSED("refused");

    private final String word;

    MessageOutcome(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
