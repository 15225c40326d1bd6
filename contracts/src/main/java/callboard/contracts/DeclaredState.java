package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What senders may tell of an agent who is signed in: `agent_state_changed`.
public enum DeclaredState implements WireEnum {
    @JsonProperty("available")
    AVAILABLE("available"),
    @JsonProperty("unavailable")
    UNAVAILABLE("unavailable"),
    @JsonProperty("after_call")
    AFTER_CALL("after_call");

    private final String word;

    DeclaredState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
