package callboard.calls.connection;

import callboard.calls.connection.asterisk.AmiConnection;
import callboard.calls.connection.asterisk.AsteriskSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one Asterisk's connection up, on a thread of its own: dials, runs a session, and after an end of it dials
/// again,
/// later and later, with jitter so that replicas and connections don't retry in lockstep.
final class AsteriskRunner implements AutoCloseable {

    /// Dials, or says why not.
    @FunctionalInterface
    interface Dialler {
        AmiConnection dial() throws IOException;
    }

    /// What it comes to, for operators.
    interface Watcher {

        void connected();

        /// @param reason in words
        void disconnected(String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(AsteriskRunner.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 6;

    private final String name;
    private final Dialler dialler;
    private final AsteriskSession session;
    private final Watcher watcher;
    private final Duration shortestPause;
    private final Semaphore stops = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable AmiConnection connection;
    private int failures;

    AsteriskRunner(String name, Dialler dialler, AsteriskSession session, Watcher watcher, Duration shortestPause) {
        this.name = name;
        this.dialler = dialler;
        this.session = session;
        this.watcher = watcher;
        this.shortestPause = shortestPause;
        this.thread = Thread.ofPlatform().name("connection-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                var reason = attempt();
                if (stopping) {
                    return;
                }
                watcher.disconnected(reason);
                var pause = pause();
                log.warn("Connection {}: {}; dialling again in {} ms", name, reason, pause.toMillis());
                if (stops.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // Only close() interrupts.
            log.debug("Connection {} stops", name);
        }
    }

    /// Why it ended.
    private String attempt() throws InterruptedException {
        try (var dialled = dialler.dial()) {
            connection = dialled;
            if (stopping) {
                return "stopped";
            }
            failures = 0;
            watcher.connected();
            log.info("Connection {} is up", name);
            session.run(dialled);
            return "the other side closed the connection";
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage());
        } catch (RuntimeException fault) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            log.error("Connection {} failed", name, fault);
            return "a fault of ours: " + fault.getMessage();
        } finally {
            connection = null;
        }
    }

    private Duration pause() {
        long longest = shortestPause.toMillis() << Math.min(failures++, DOUBLINGS);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /// Logs off and ends. What was heard is handed on first.
    @Override
    public void close() {
        stopping = true;
        stops.release();
        var open = connection;
        if (open != null) {
            open.close();
        }
        try {
            if (!thread.join(STOPPING)) {
                thread.interrupt();
                thread.join(STOPPING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
