package callboard.contracts.viewer;

/// Whose a token is.
public sealed interface Identified {

    record As(Viewer viewer) implements Identified {}

    /// The token is missing, wrong or expired.
    ///
    /// @param why for its bearer to read
    record Unauthenticated(String why) implements Identified {}

    /// The token is valid and shows nothing.
    record Forbidden(String why) implements Identified {}

    /// The login server can't be asked for its keys now; the token may be valid.
    record Unavailable(String why) implements Identified {}
}
