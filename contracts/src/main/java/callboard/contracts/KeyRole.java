package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an API key is for.
public enum KeyRole implements WireEnum {
    /// Sends events.
    @JsonProperty("ingest")
    INGEST("ingest"),
    /// Changes queues and keys, sees what is for operators, and reads.
    @JsonProperty("admin")
    ADMIN("admin"),
    /// Reads where viewers are asked who they are.
    @JsonProperty("read")
    READ("read");

    private final String word;

    KeyRole(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
