package callboard.calls.connection;

/// What keeps one connection going, on threads of its own.
interface Runner extends AutoCloseable {

    void start();

    /// Whether another replica may do better.
    default boolean isInVain() {
        return false;
    }

    /// Ends. What was heard is handed on first.
    @Override
    void close();
}
