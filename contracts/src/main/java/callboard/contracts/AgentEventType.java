package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What senders tell of an agent.
public enum AgentEventType implements WireEnum {
    @JsonProperty("agent_signed_in")
    SIGNED_IN("agent_signed_in"),
    @JsonProperty("agent_state_changed")
    STATE_CHANGED("agent_state_changed"),
    @JsonProperty("agent_signed_out")
    SIGNED_OUT("agent_signed_out");

    private final String word;

    AgentEventType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
