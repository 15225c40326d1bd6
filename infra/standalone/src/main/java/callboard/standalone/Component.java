package callboard.standalone;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One of the programs that Callboard consists of. `stop` may come at any moment, also while another thread
/// starts it.
interface Component {

    String name();

    /// Starts it, perhaps before it can be used.
    void start();

    /// Returns when it can be used.
    ///
    /// @throws LaunchFailure when it ends first, or takes too long
    default void awaitReady() {}

    /// Completes, with how it ended, when it has ended by itself or otherwise.
    CompletableFuture<String> ended();

    /// Where its output goes; `null` when it has none of its own.
    default @Nullable Path log() {
        return null;
    }

    /// Stops it and returns when it has ended.
    void stop();
}
