package callboard.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// How processes end: asked to, forced to, or by themselves.
final class Ending {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Ending() {}

    /// Asks it to end, waits, then insists.
    static void of(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!comesWithin(grace, process)) {
            process.destroyForcibly();
            comesWithin(Duration.ofSeconds(10), process);
        }
    }

    /// Completes when a process that need not be our child is gone.
    static CompletableFuture<Void> noticed(ProcessHandle process) {
        var gone = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            if (comesWithin(Duration.ofDays(36_500), process)) {
                gone.complete(null);
            }
        });
        return gone;
    }

    private static boolean comesWithin(Duration patience, ProcessHandle process) {
        var deadline = Instant.now().plus(patience);
        try {
            while (isRunning(process)) {
                if (Instant.now().isAfter(deadline)) {
                    return false;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One that has ended but that nobody collects, as happens in containers, is "alive" and has no program.
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
