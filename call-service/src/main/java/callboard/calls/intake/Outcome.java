package callboard.calls.intake;

import callboard.calls.lifecycle.Decision;
import callboard.contracts.CallEvent;
import callboard.contracts.Problem.Issue;
import java.util.List;

/// What became of a submission, known after the commit.
public sealed interface Outcome permits Outcome.Stored, Outcome.Replayed, Outcome.Rejected, Outcome.Unwritten {

    /// Every [#word].
    List<String> WORDS = List.of("stored", "replayed", "rejected", "unavailable", "failed");

    /// The same, as its sender is to know of it.
    ///
    /// @param leftOut why a figure of the event is left out
    default Outcome with(List<Issue> leftOut) {
        return switch (this) {
            case Stored(var event) -> new Stored(event.with(leftOut));
            case Replayed(var event) -> new Replayed(event.with(leftOut));
            case Rejected _, TryLater _, Failed _ -> this;
        };
    }

    /// As metrics and traces name it.
    default String word() {
        return switch (this) {
            case Stored _ -> "stored";
            case Replayed _ -> "replayed";
            case Rejected _ -> "rejected";
            case TryLater _ -> "unavailable";
            case Failed _ -> "failed";
        };
    }

    /// Stored now.
    record Stored(CallEvent event) implements Outcome {}

    /// Stored before; this was a repeat.
    record Replayed(CallEvent event) implements Outcome {}

    /// Not legal; nothing was stored.
    record Rejected(Decision.Rejected rejection) implements Outcome {}

    /// It was not decided what becomes of it, be it of a call or of an agent.
    sealed interface Unwritten extends Outcome, AgentOutcome {}

    /// Not stored as far as we know, and worth sending again: the database is unavailable or too much is waiting.
    record TryLater(Cause cause) implements Unwritten {}

    /// Not stored, by a fault of ours.
    record Failed() implements Unwritten {}

    /// Why to try later.
    enum Cause {
        DATABASE_UNAVAILABLE,
        OVERLOADED,
        STOPPING
    }
}
