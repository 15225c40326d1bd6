package callboard.calls.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Runs one step again and again, with a pause before each, on a thread of its own: a step that takes long, or hangs,
/// delays no other loop. It starts after everything else has started and stops before anything else stops.
///
/// While the database or Redis is unavailable that is logged once; the step is retried after longer and longer pauses,
/// with jitter so that replicas don't retry in lockstep.
public final class BackgroundLoop implements SmartLifecycle {

    /// What is done again and again.
    @FunctionalInterface
    public interface Step {

        /// @return how long to wait for the next one, unless the loop is woken before
        Duration run();
    }

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final String name;
    private final Duration first;
    private final Step step;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    private int failures;
    private @Nullable Thread thread;

    /// @param first the pause before the first step
    public BackgroundLoop(String name, Duration first, Step step) {
        this.name = name;
        this.first = first;
        this.step = step;
    }

    /// One whose pauses are all of that length, counted from the end of a step.
    public static BackgroundLoop every(Duration pause, String name, Runnable step) {
        return new BackgroundLoop(name, pause, () -> {
            step.run();
            return pause;
        });
    }

    /// Has the next step begin now. A retry is not brought forward: an outage must not turn every wake into an attempt.
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void run() {
        try {
            for (var pause = first; running; pause = attempt()) {
                if (failures > 0) {
                    Thread.sleep(pause);
                } else if (wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wakes.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            // Only stop() interrupts.
            log.debug("Background loop {} stops", name);
        }
    }

    private Duration attempt() {
        try {
            var pause = step.run();
            if (failures > 0) {
                log.info("Background loop {} works again", name);
                failures = 0;
            }
            return pause;
        } catch (DataAccessException | TransactionException unavailable) {
            if (failures == 0 && running) {
                log.warn(
                        "Background loop {} failed ({}); retrying",
                        name,
                        unavailable.getMostSpecificCause().getMessage());
            }
        } catch (RuntimeException fault) {
            if (running) {
                log.error("Background loop {} failed; retrying", name, fault);
            }
        }
        failures++;
        return retry();
    }

    /// Doubles with each failure.
    private Duration retry() {
        long millis = Math.min(LONGEST_RETRY.toMillis(), SHORTEST_RETRY.toMillis() << Math.min(failures, 6));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// Waits a few seconds for the step that is under way.
    @Override
    public void stop() {
        running = false;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(STOPPING);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
