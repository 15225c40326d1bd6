package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a webhook's endpoint is.
public enum WebhookStatus implements WireEnum {
    /// Not enabled: nothing is kept for it, and what waits stays.
    @JsonProperty("off")
    OFF("off"),
    /// It took what it was sent last, or was never sent anything.
    @JsonProperty("working")
    WORKING("working"),
    /// It did not take what it was sent last; it is tried again by itself.
    @JsonProperty("failing")
    FAILING("failing"),
    /// So much waits for it that what is new is dropped.
    @JsonProperty("dropping")
    DROPPING("dropping");

    private final String word;

    WebhookStatus(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
