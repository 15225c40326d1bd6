package callboard.viewers;

/// Who a token belongs to, as far as that can be told.
public sealed interface Identified {

    record As(Viewer viewer) implements Identified {}

    /// The token is missing, wrong or over.
    ///
    /// @param why for its bearer to read
    record Nobody(String why) implements Identified {}

    /// The token is good and shows nothing.
    record Blind(String why) implements Identified {}

    /// The login server can't be asked for its keys now; the token may be good.
    record Unclear(String why) implements Identified {}
}
