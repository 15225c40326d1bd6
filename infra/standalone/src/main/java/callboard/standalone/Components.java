package callboard.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts components in order, notices when one ends by itself, and stops them all in the reverse order.
final class Components {

    private static final Duration SAME_MOMENT = Duration.ofMillis(500);

    private final Console console;
    private final Deque<Component> started = new ArrayDeque<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<LaunchFailure> failure = new CompletableFuture<>();

    Components(Console console) {
        this.console = console;
    }

    /// Starts them all, then waits until each is ready, so that they warm up side by side.
    void start(Component... components) {
        var becomingReady = new ArrayList<CompletableFuture<Void>>();
        for (Component component : components) {
            var since = Instant.now();
            start(component);
            becomingReady.add(
                    CompletableFuture.runAsync(() -> awaitReady(component, since), Thread::startVirtualThread));
        }
        try {
            becomingReady.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof LaunchFailure clear ? clear : failed;
        }
        for (Component component : components) {
            component.ended().thenAcceptAsync(how -> endedByItself(component, how), Thread::startVirtualThread);
        }
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /// Blocks until a component has ended by itself, and says which and how.
    LaunchFailure awaitFailure() {
        return failure.join();
    }

    /// Stops every component, the latest first. Safe to call at any moment and more than once.
    void stop() {
        stopping.countDown();
        synchronized (started) {
            if (!started.isEmpty()) {
                console.say("");
            }
        }
        while (true) {
            Component component;
            synchronized (started) {
                component = started.pollFirst();
            }
            if (component == null) {
                return;
            }
            try {
                component.stop();
                console.say(component.name() + " stopped");
            } catch (RuntimeException failed) {
                // The others still have to be stopped.
                console.say(component.name() + " did not stop properly: " + failed.getMessage());
            }
        }
    }

    private void start(Component component) {
        synchronized (started) {
            if (isStopping()) {
                throw new LaunchFailure("Callboard is being stopped.");
            }
            // Noted first, so that a stop during a long start knows of it.
            started.addFirst(component);
        }
        try {
            component.start();
        } catch (LaunchFailure failed) {
            quoteLog(component);
            throw failed;
        }
    }

    private void awaitReady(Component component, Instant since) {
        try {
            component.awaitReady();
            console.ready(component.name(), Duration.between(since, Instant.now()));
        } catch (LaunchFailure failed) {
            quoteLog(component);
            throw failed;
        }
    }

    private void endedByItself(Component component, String how) {
        try {
            // Ctrl-C reaches the children as soon as it reaches us: one that ends just before our own stop is expected.
            if (!stopping.await(SAME_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                quoteLog(component);
                var log = component.log();
                failure.complete(new LaunchFailure(component.name() + " ended by itself (" + how
                        + "), so Callboard stops." + (log == null ? "" : " Its log is " + log + ".")));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void quoteLog(Component component) {
        var log = component.log();
        if (log != null && !isStopping()) {
            console.quote(LogTail.of(log));
        }
    }
}
