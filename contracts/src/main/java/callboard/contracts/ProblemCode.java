package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What went wrong, in words that stay.
public enum ProblemCode {
    @JsonProperty("bad_request")
    BAD_REQUEST,
    @JsonProperty("malformed_json")
    MALFORMED_JSON,
    @JsonProperty("invalid_payload")
    INVALID_PAYLOAD,
    @JsonProperty("invalid_parameter")
    INVALID_PARAMETER,
    @JsonProperty("unauthorized")
    UNAUTHORIZED,
    @JsonProperty("invalid_signature")
    INVALID_SIGNATURE,
    @JsonProperty("forbidden")
    FORBIDDEN,
    @JsonProperty("rate_limited")
    RATE_LIMITED,
    @JsonProperty("key_limit")
    KEY_LIMIT,
    @JsonProperty("call_not_found")
    CALL_NOT_FOUND,
    @JsonProperty("queue_not_found")
    QUEUE_NOT_FOUND,
    @JsonProperty("queue_exists")
    QUEUE_EXISTS,
    @JsonProperty("alert_not_found")
    ALERT_NOT_FOUND,
    @JsonProperty("not_found")
    NOT_FOUND,
    @JsonProperty("method_not_allowed")
    METHOD_NOT_ALLOWED,
    @JsonProperty("not_acceptable")
    NOT_ACCEPTABLE,
    @JsonProperty("call_exists")
    CALL_EXISTS,
    @JsonProperty("callback_taken")
    CALLBACK_TAKEN,
    @JsonProperty("callback_not_due")
    CALLBACK_NOT_DUE,
    @JsonProperty("request_timeout")
    REQUEST_TIMEOUT,
    @JsonProperty("payload_too_large")
    PAYLOAD_TOO_LARGE,
    @JsonProperty("unsupported_media_type")
    UNSUPPORTED_MEDIA_TYPE,
    @JsonProperty("idempotency_key_reused")
    IDEMPOTENCY_KEY_REUSED,
    @JsonProperty("call_ended")
    CALL_ENDED,
    @JsonProperty("illegal_transition")
    ILLEGAL_TRANSITION,
    @JsonProperty("overloaded")
    OVERLOADED,
    @JsonProperty("unavailable")
    UNAVAILABLE,
    @JsonProperty("internal_error")
    INTERNAL_ERROR
}
