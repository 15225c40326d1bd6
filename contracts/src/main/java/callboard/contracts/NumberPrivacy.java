package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a queue stores of who is on the line. It goes for calls that begin from then on.
public enum NumberPrivacy implements WireEnum {
    /// Everything, as it was sent.
    @JsonProperty("keep")
    KEEP("keep"),
    /// The last three characters of numbers that have seven or more, and no name.
    @JsonProperty("mask")
    MASK("mask"),
    /// The direction alone: no numbers, no name, no attributes.
    @JsonProperty("drop")
    DROP("drop");

    private final String word;

    NumberPrivacy(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
