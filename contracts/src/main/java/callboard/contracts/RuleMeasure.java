package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a rule looks at, of one queue or of all together. Each is one number of `GET /api/stats` or `GET /api/agents`,
/// by whose definition it goes.
public enum RuleMeasure implements WireEnum {
    /// How many calls wait now: `waiting`.
    @JsonProperty("waiting")
    WAITING("waiting"),
    /// How long the longest waiting call has waited, in seconds: since `oldestWaitingSince`; 0 while none waits.
    @JsonProperty("longest_wait")
    LONGEST_WAIT("longest_wait"),
    /// How many calls are being talked on now: `active`.
    @JsonProperty("active")
    ACTIVE("active"),
    /// `serviceLevel` of the window, 0 to 1; undefined while nothing was offered in it.
    @JsonProperty("service_level")
    SERVICE_LEVEL("service_level"),
    /// `abandonmentRate` of the window, 0 to 1; undefined while nothing was offered in it.
    @JsonProperty("abandonment_rate")
    ABANDONMENT_RATE("abandonment_rate"),
    /// How many callers of the window gave up: `abandoned`.
    @JsonProperty("abandoned")
    ABANDONED("abandoned"),
    /// Average speed of answer in the window, in seconds: `asa`; undefined while nothing was answered in it.
    @JsonProperty("asa")
    ASA("asa"),
    /// How many agents are ready for a call.
    @JsonProperty("agents_available")
    AGENTS_AVAILABLE("agents_available"),
    /// How many agents are rung, on a call, holding or in after-call work.
    @JsonProperty("agents_on_calls")
    AGENTS_ON_CALLS("agents_on_calls"),
    /// How many agents are signed in and unavailable.
    @JsonProperty("agents_away")
    AGENTS_AWAY("agents_away"),
    /// How many agents are signed in: those available, on calls and away.
    @JsonProperty("agents_logged_in")
    AGENTS_LOGGED_IN("agents_logged_in"),
    /// How long the agent who has been unavailable longest has been so, in seconds; 0 while nobody is.
    @JsonProperty("longest_pause")
    LONGEST_PAUSE("longest_pause");

    private final String word;

    RuleMeasure(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
