package callboard.standalone;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One of the programs that Callboard consists of. `stop` may come at any moment, also while another thread
/// begins.
interface Part {

    String name();

    /// Starts it, perhaps before it can be used; again after it ended by itself.
    void begin();

    /// Returns when it can be used.
    ///
    /// @throws LaunchFailure when it ends first, or takes too long
    void awaitReady();

    /// Completes, with how it ended, when what the latest `begin` started is no more.
    CompletableFuture<String> ended();

    /// The last lines of its log.
    default List<String> lastLines() {
        return List.of();
    }

    /// Stops it and returns when it is gone; it can't begin again.
    void stop();
}
