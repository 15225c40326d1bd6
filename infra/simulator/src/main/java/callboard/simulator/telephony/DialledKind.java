package callboard.simulator.telephony;

/// A server that Callboard dials, or a file that it follows. It serves from its making until it is closed.
public non-sealed interface DialledKind extends Kind, AutoCloseable {

    /// Everything that happens, in the order of time, from one thread.
    void tell(Happening happening);

    @Override
    void close();
}
