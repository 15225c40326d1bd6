package callboard.calls.intake;

import callboard.contracts.AgentEvent;

/// What became of an event of an agent, known after the commit.
public sealed interface AgentOutcome
        permits AgentOutcome.Stored, AgentOutcome.Replayed, AgentOutcome.IdReused, Outcome.Unwritten {

    /// Stored now.
    record Stored(AgentEvent event) implements AgentOutcome {}

    /// Stored before; this was a repeat.
    record Replayed(AgentEvent event) implements AgentOutcome {}

    /// Its id was used for another event of the agent; nothing was stored.
    record IdReused(String message) implements AgentOutcome {}
}
