package callboard.calls.lifecycle;

import callboard.contracts.WireEnum;

/// What a call came to for an agent when it left them, or stopped ringing for them.
public enum WorkOutcome implements WireEnum {
    /// The agent had answered it.
    HANDLED("handled"),
    /// It rang, and went to somebody else or back to the queue.
    MISSED("missed"),
    /// Its caller gave up while it rang.
    HUNG_UP("hung_up");

    private final String word;

    WorkOutcome(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
