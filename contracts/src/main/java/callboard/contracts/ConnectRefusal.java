package callboard.contracts;

/// Why a Socket.IO client was not let in: what comes with its `connect_error`.
///
/// @param message for a person
public record ConnectRefusal(String message, Cause data) {

    /// @param code `unauthorized`: show who you are; `forbidden`: your token shows nothing; `unavailable`: try
    ///         again
    public record Cause(ProblemCode code) {}
}
