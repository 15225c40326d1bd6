package callboard.benchmarks.viewer;

/// What is done with what viewers receive. Called on their one thread, so it must be quick and needs no locks.
@FunctionalInterface
public interface UpdateListener {

    /// A Socket.IO event, such as `42["call_status_update",{…}]`.
    ///
    /// @param bytes holds it from `from` until before `to`, during this call only
    /// @param now   when it was read, by `System.nanoTime()`
    void received(Viewer viewer, byte[] bytes, int from, int to, long now);
}
