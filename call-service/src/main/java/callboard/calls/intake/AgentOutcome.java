package callboard.calls.intake;

import callboard.contracts.AgentEvent;

/// What became of an event of an agent, known after the commit.
public sealed interface AgentOutcome {

    /// Stored now.
    record Stored(AgentEvent event) implements AgentOutcome {}

    /// Stored before; this was a repeat.
    record Replayed(AgentEvent event) implements AgentOutcome {}

    /// Its id was used for another event of the agent; nothing was stored.
    record IdReused(String message) implements AgentOutcome {}

    /// Not stored as far as we know, and worth sending again.
    record TryLater(Outcome.Cause cause) implements AgentOutcome {}

    /// Not stored, by a fault of ours.
    record Failed() implements AgentOutcome {}
}
