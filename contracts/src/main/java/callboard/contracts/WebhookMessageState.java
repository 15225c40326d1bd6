package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What becomes of a message that a webhook's endpoint has not taken.
public enum WebhookMessageState implements WireEnum {
    /// It will be sent, or sent again.
    @JsonProperty("waiting")
    WAITING("waiting"),
    /// Given up after the last attempt. It can be replayed.
    @JsonProperty("failed")
    FAILED("failed");

    private final String word;

    WebhookMessageState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
