package callboard.calls.intake;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import java.util.List;

/// What a body turned out to be.
sealed interface Reading {

    /// A valid event.
    ///
    /// @param leftOut why a figure of it is left out
    record Event(CallEventRequest event, List<Issue> leftOut) implements Reading {}

    /// JSON, but no valid event.
    record Invalid(List<Issue> issues) implements Reading {}

    /// Not JSON.
    record Malformed(String message) implements Reading {}
}
