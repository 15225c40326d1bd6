package callboard.simulator.telephony;

/// What a kind of telephony system can't tell.
public enum Untold {
    /// That it is a video call.
    VIDEO,
    /// Whose phone rings, and who doesn't answer.
    RINGS,
    /// That several phones ring at once: one of them counts.
    RINGS_TOGETHER,
    /// Holds.
    HOLDS,
    /// That a call goes on to another agent or queue: who had it first has it to its end.
    TRANSFERS,
    /// For whom a call was meant that was passed on.
    TRANSFERS_TO_AGENTS,
    /// The caller's name.
    CALLER_NAME
}
