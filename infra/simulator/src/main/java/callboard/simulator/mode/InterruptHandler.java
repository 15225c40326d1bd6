package callboard.simulator.mode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C: asks the run to stop, and keeps the JVM until it has reported its end.
public final class InterruptHandler implements AutoCloseable {

    private final CountDownLatch reported = new CountDownLatch(1);

    private InterruptHandler() {}

    public static InterruptHandler with(Runnable stop, Duration patience) {
        var handler = new InterruptHandler();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            handler.await(patience);
                        },
                        "break-off"));
        return handler;
    }

    private void await(Duration patience) {
        try {
            if (!reported.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Broken off before the end could be reported");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
    }
}
