package callboard.calls.connection;

import callboard.calls.connection.message.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one connection up, on a thread of its own: dials, runs a session, and after an end of it dials again, later
/// and
/// later, with jitter so that replicas and connections don't retry in lockstep.
///
/// @param <L> what is dialled
final class ConnectionRunner<L extends Line> implements Runner {

    /// Dials, or says why not.
    @FunctionalInterface
    interface Dialler<L> {
        L dial() throws IOException;
    }

    /// Listens until the other side hangs up. May be run again, with the next line.
    @FunctionalInterface
    interface Session<L> {
        void run(L line) throws IOException, InterruptedException;
    }

    /// What it comes to, for operators.
    interface Watcher {

        void connected();

        /// @param reason in words
        void disconnected(String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(ConnectionRunner.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 6;

    private final String name;
    private final Dialler<L> dialler;
    private final Session<L> session;
    private final Watcher watcher;
    private final Duration shortestPause;
    private final Semaphore stops = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable L line;
    private int failures;

    ConnectionRunner(String name, Dialler<L> dialler, Session<L> session, Watcher watcher, Duration shortestPause) {
        this.name = name;
        this.dialler = dialler;
        this.session = session;
        this.watcher = watcher;
        this.shortestPause = shortestPause;
        this.thread = Thread.ofPlatform().name("connection-" + name).unstarted(this::run);
    }

    @Override
    public void start() {
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
            line = dialled;
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
            line = null;
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
        var open = line;
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
