package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The span that statistics are counted over: whole minutes up to the current one, which is counted in.
public enum StatsWindow implements WireEnum {
    /// The last 15 minutes.
    @JsonProperty("15m")
    QUARTER("15m"),
    /// The last half hour.
    @JsonProperty("30m")
    HALF("30m"),
    /// The last hour.
    @JsonProperty("1h")
    HOUR("1h"),
    /// Since the call centre's day began.
    @JsonProperty("today")
    TODAY("today");

    private final String word;

    StatsWindow(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
