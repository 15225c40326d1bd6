package callboard.calls.connection;

/// What keeps one connection going, on threads of its own.
interface Runner extends AutoCloseable {

    void start();

    /// Ends. What was heard is handed on first.
    @Override
    void close();
}
