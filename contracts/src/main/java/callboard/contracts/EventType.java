package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What can happen to a call. `call_flagged` is made by Callboard itself and is never accepted from outside.
public enum EventType implements WireEnum {
    @JsonProperty("call_initiated")
    INITIATED("call_initiated"),
    @JsonProperty("call_routed")
    ROUTED("call_routed"),
    @JsonProperty("call_answered")
    ANSWERED("call_answered"),
    @JsonProperty("call_hold")
    HOLD("call_hold"),
    @JsonProperty("call_resumed")
    RESUMED("call_resumed"),
    @JsonProperty("call_retransfer")
    RETRANSFER("call_retransfer"),
    @JsonProperty("call_ended")
    ENDED("call_ended"),
    @JsonProperty("call_flagged")
    FLAGGED("call_flagged");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
