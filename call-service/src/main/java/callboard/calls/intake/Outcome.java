package callboard.calls.intake;

import callboard.calls.lifecycle.Decision;
import callboard.contracts.CallEvent;

/// What became of a submission, known after the commit.
public sealed interface Outcome {

    /// Stored now.
    record Stored(CallEvent event) implements Outcome {}

    /// Stored before; this was a repeat.
    record Replayed(CallEvent event) implements Outcome {}

    /// Not legal; nothing was stored.
    record Refused(Decision.Rejected rejection) implements Outcome {}

    /// Not stored as far as we know, and worth sending again: the database is away or too much is waiting.
    record TryLater(Cause cause) implements Outcome {}

    /// Not stored, by a fault of ours.
    record Failed() implements Outcome {}

    /// Why to try later.
    enum Cause {
        DATABASE_AWAY,
        OVERLOADED,
        STOPPING
    }
}
