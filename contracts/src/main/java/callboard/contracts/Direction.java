package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which way a call goes, seen from the call centre.
public enum Direction implements WireEnum {
    @JsonProperty("inbound")
    INBOUND("inbound"),
    @JsonProperty("outbound")
    OUTBOUND("outbound"),
    /// Between people of the house.
    @JsonProperty("internal")
    INTERNAL("internal"),
    /// Calls somebody back who had asked for it.
    @JsonProperty("callback")
    CALLBACK("callback");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
