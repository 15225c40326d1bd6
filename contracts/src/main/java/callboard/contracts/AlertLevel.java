package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How grave an alert is.
public enum AlertLevel {
    /// The limit is near.
    @JsonProperty("warning") WARNING,
    /// The limit is broken.
    @JsonProperty("breach") BREACH
}
