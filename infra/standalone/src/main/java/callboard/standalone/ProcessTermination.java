package callboard.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// How processes end: asked to, forced to, or by themselves.
final class ProcessTermination {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private ProcessTermination() {}

    /// Asks it to end, waits, then forces it.
    static void terminate(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!endsWithin(grace, process)) {
            process.destroyForcibly();
            endsWithin(Duration.ofSeconds(10), process);
        }
    }

    /// Completes when a process that need not be our child has ended.
    static CompletableFuture<Void> onExit(ProcessHandle process) {
        var ended = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            if (endsWithin(Duration.ofDays(36_500), process)) {
                ended.complete(null);
            }
        });
        return ended;
    }

    private static boolean endsWithin(Duration timeout, ProcessHandle process) {
        var deadline = Instant.now().plus(timeout);
        try {
            while (isRunning(process)) {
                if (Instant.now().isAfter(deadline)) {
                    return false;
                }
                Thread.sleep(POLL_INTERVAL);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A zombie that nobody collects, as happens in containers, is "alive" and has no program.
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
