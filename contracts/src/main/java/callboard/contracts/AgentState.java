package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an agent is doing, as the calls show it.
public enum AgentState {
    @JsonProperty("ringing")
    RINGING,
    @JsonProperty("on_call")
    ON_CALL,
    @JsonProperty("holding")
    HOLDING,
    @JsonProperty("idle")
    IDLE
}
