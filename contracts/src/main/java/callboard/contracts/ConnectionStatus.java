package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a connection is.
public enum ConnectionStatus implements WireEnum {
    /// Not enabled.
    @JsonProperty("off")
    OFF("off"),
    /// About to dial for the first time.
    @JsonProperty("connecting")
    CONNECTING("connecting"),
    /// Nothing was posted yet.
    @JsonProperty("waiting")
    WAITING("waiting"),
    /// Logged in, and listening; or posted to.
    @JsonProperty("connected")
    CONNECTED("connected"),
    /// Without the other side; it is tried again by itself.
    @JsonProperty("failing")
    FAILING("failing");

    private final String word;

    ConnectionStatus(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
