package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose number a rule looks at.
public enum RuleScope implements WireEnum {
    /// Of all queues together.
    @JsonProperty("all")
    ALL("all"),
    /// Of each queue on its own: an alert for each that crosses the threshold.
    @JsonProperty("each")
    EACH("each"),
    /// Of one queue.
    @JsonProperty("queue")
    QUEUE("queue");

    private final String word;

    RuleScope(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
