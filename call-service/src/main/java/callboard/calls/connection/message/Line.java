package callboard.calls.connection.message;

/// A connection to a telephony system that Callboard has dialled, logged in.
public interface Line extends AutoCloseable {

    /// Hangs up. Whoever reads from it is told that it is closed.
    @Override
    void close();
}
