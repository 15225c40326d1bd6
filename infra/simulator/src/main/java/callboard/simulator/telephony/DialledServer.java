package callboard.simulator.telephony;

/// A server that Callboard dials, and what may go wrong with it.
public interface DialledServer extends DialledKind {

    /// How many connections are logged in.
    int listeners();

    /// Every connection breaks.
    void cut();

    /// It is killed and started again at once: connections and calls are gone.
    void crash();
}
