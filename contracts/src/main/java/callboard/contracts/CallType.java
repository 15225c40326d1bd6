package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The medium of a call.
public enum CallType {
    @JsonProperty("voice") VOICE("voice"),
    @JsonProperty("video") VIDEO("video");

    private final String word;

    CallType(String word) {
        this.word = word;
    }

    /// The stable word used in JSON, in the database and in query parameters.
    public String word() {
        return word;
    }
}
