package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an agent is doing: on a call, ringing or holding as the calls show it, else as senders tell of the agent.
/// `idle` is one who has no call and of whom nobody told.
public enum AgentState implements WireEnum {
    @JsonProperty("ringing")
    RINGING("ringing"),
    @JsonProperty("on_call")
    ON_CALL("on_call"),
    @JsonProperty("holding")
    HOLDING("holding"),
    @JsonProperty("after_call")
    AFTER_CALL("after_call"),
    @JsonProperty("available")
    AVAILABLE("available"),
    @JsonProperty("unavailable")
    UNAVAILABLE("unavailable"),
    @JsonProperty("offline")
    OFFLINE("offline"),
    @JsonProperty("idle")
    IDLE("idle");

    private final String word;

    AgentState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
