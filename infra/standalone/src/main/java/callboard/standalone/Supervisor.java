package callboard.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Starts the parts in order, starts one again that ends by itself, and stops them all in the reverse order.
final class Supervisor {

    private static final Duration SAME_MOMENT = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONG_LIVED = Duration.ofMinutes(1);

    private final Console console;
    private final Deque<Part> begun = new ArrayDeque<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<LaunchFailure> failure = new CompletableFuture<>();

    Supervisor(Console console) {
        this.console = console;
    }

    /// Begins them all, then waits until each is ready, so that they warm up side by side.
    void start(Part... parts) {
        var becomingReady = new ArrayList<CompletableFuture<Void>>();
        for (Part part : parts) {
            var since = Instant.now();
            begin(part);
            becomingReady.add(CompletableFuture.runAsync(() -> awaitReady(part, since), Thread::startVirtualThread));
        }
        try {
            becomingReady.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof LaunchFailure clear ? clear : failed;
        }
        for (Part part : parts) {
            watch(part, FIRST_PAUSE);
        }
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /// Blocks until a part can't be kept alive, and says why.
    LaunchFailure awaitFailure() throws InterruptedException {
        try {
            return failure.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Stops every part, the latest first; safe to call at any moment and more than once.
    void stop() {
        stopping.countDown();
        synchronized (begun) {
            if (!begun.isEmpty()) {
                console.say("");
            }
        }
        while (true) {
            Part part;
            synchronized (begun) {
                part = begun.pollFirst();
            }
            if (part == null) {
                return;
            }
            try {
                part.stop();
                console.say(part.name() + " stopped");
            } catch (RuntimeException failed) {
                // The others still have to be stopped.
                console.say(part.name() + " did not stop properly: " + failed.getMessage());
            }
        }
    }

    private void begin(Part part) {
        synchronized (begun) {
            if (isStopping()) {
                throw new LaunchFailure("Callboard is being stopped.");
            }
            // Noted first, so that a stop during a long start knows of it.
            begun.addFirst(part);
        }
        try {
            part.begin();
        } catch (LaunchFailure failed) {
            quoteLog(part);
            throw failed;
        }
    }

    private void awaitReady(Part part, Instant since) {
        try {
            part.awaitReady();
            console.ready(part.name(), Duration.between(since, Instant.now()));
        } catch (LaunchFailure failed) {
            quoteLog(part);
            throw failed;
        }
    }

    private void watch(Part part, Duration pause) {
        var since = Instant.now();
        part.ended()
                .thenAcceptAsync(
                        how -> {
                            boolean wasLongLived =
                                    Duration.between(since, Instant.now()).compareTo(LONG_LIVED) > 0;
                            restart(part, how, wasLongLived ? FIRST_PAUSE : pause);
                        },
                        task -> Thread.ofVirtual()
                                .name("restart-" + part.name())
                                .start(task));
    }

    private void restart(Part part, String how, Duration pause) {
        try {
            // Ctrl-C reaches the parts as soon as it reaches us: one that ends just before our own stop is no accident.
            if (stopping.await(SAME_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            console.problem(
                    part.name() + " ended by itself (" + how + "); starting it again in " + pause.toSeconds() + " s.");
            quoteLog(part);
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            var since = Instant.now();
            part.begin();
            awaitReady(part, since);
            var doubled = pause.multipliedBy(2);
            watch(part, doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled);
        } catch (LaunchFailure failed) {
            failure.complete(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unforeseen) {
            failure.complete(
                    new LaunchFailure(part.name() + " can't be started again (" + unforeseen + ").", unforeseen));
        }
    }

    private void quoteLog(Part part) {
        if (!isStopping()) {
            console.quote(part.lastLines());
        }
    }
}
