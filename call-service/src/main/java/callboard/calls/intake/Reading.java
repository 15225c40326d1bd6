package callboard.calls.intake;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import java.util.List;

/// What a body turned out to be.
sealed interface Reading {

    /// A valid event of a call.
    ///
    /// @param leftOut why a figure of it is left out
    record Event(CallEventRequest event, List<Issue> leftOut) implements Reading {}

    /// A valid event of an agent.
    record Agent(AgentEventRequest event) implements Reading {}

    /// JSON, but no valid event.
    record Invalid(List<Issue> issues) implements Reading {}

    /// Not JSON.
    record Malformed(String message) implements Reading {}
}
