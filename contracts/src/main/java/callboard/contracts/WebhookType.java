package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a webhook's endpoint can be told of. Each has a schema of its `data`: a `CallStatusUpdate` of `call.…`, an
/// `Alert` of `alert.…`, an `AlertsAcknowledged` of `alerts.acknowledged`.
public enum WebhookType implements WireEnum {
    @JsonProperty("call.initiated")
    CALL_INITIATED("call.initiated"),
    @JsonProperty("call.routed")
    CALL_ROUTED("call.routed"),
    @JsonProperty("call.answered")
    CALL_ANSWERED("call.answered"),
    @JsonProperty("call.hold")
    CALL_HOLD("call.hold"),
    @JsonProperty("call.resumed")
    CALL_RESUMED("call.resumed"),
    @JsonProperty("call.retransfer")
    CALL_RETRANSFER("call.retransfer"),
    @JsonProperty("call.ended")
    CALL_ENDED("call.ended"),
    @JsonProperty("call.flagged")
    CALL_FLAGGED("call.flagged"),
    @JsonProperty("alert.raised")
    ALERT_RAISED("alert.raised"),
    @JsonProperty("alert.acknowledged")
    ALERT_ACKNOWLEDGED("alert.acknowledged"),
    @JsonProperty("alert.cleared")
    ALERT_CLEARED("alert.cleared"),
    @JsonProperty("alerts.acknowledged")
    ALERTS_ACKNOWLEDGED("alerts.acknowledged");

    private final String word;

    WebhookType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
