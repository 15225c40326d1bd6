package callboard.benchmarks.viewer;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A crowd that comes in, no faster than it is let in. But for `done`, only touched on the viewers' thread.
final class Handshake {

    /// A crowd that comes all at once is refused: the service takes so many handshakes a second from one
    /// address.
    private static final int AT_ONCE = 100;
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1) / 800;
    private static final long BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Iterator<Interest> interests;
    private long nextAt = System.nanoTime();
    private int begun;
    private int watching;

    Handshake(List<Interest> interests) {
        this.interests = List.copyOf(interests).iterator();
    }

    /// Whether another may begin to come in now.
    boolean hasNext(long now) {
        return interests.hasNext() && begun - watching < AT_ONCE && now >= nextAt;
    }

    Interest next(long now) {
        // What was held up is not made good: the service would see more in a second than it takes.
        nextAt = Math.max(nextAt, now - BEHIND_NANOS) + APART_NANOS;
        begun++;
        return interests.next();
    }

    void cameIn() {
        watching++;
    }

    boolean isComplete() {
        return !interests.hasNext() && watching == begun;
    }
}
