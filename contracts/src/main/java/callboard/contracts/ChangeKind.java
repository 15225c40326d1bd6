package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an administrator has changed.
public enum ChangeKind implements WireEnum {
    /// Made, changed or retired.
    @JsonProperty("queue")
    QUEUE("queue"),
    /// Made, given an end or revoked.
    @JsonProperty("key")
    KEY("key"),
    /// Made, changed or deleted.
    @JsonProperty("connection")
    CONNECTION("connection"),
    /// A log of the past was uploaded.
    @JsonProperty("import")
    IMPORT("import"),
    /// Somebody's number, and all that came with it, was erased.
    @JsonProperty("caller")
    CALLER("caller"),
    /// A message that could not be delivered was sent again or dropped.
    @JsonProperty("undelivered")
    UNDELIVERED("undelivered"),
    /// Made, changed or deleted.
    @JsonProperty("webhook")
    WEBHOOK("webhook"),
    /// Made, changed or deleted.
    @JsonProperty("rule")
    RULE("rule"),
    /// Made, changed or deleted.
    @JsonProperty("channel")
    CHANNEL("channel");

    private final String word;

    ChangeKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
