package callboard.standalone;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A part that is a process of our own: a service, Redis or the simulator.
final class ChildProcess implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(150);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final BooleanSupplier answers;
    private final LogFile log;
    private final PidFile pidFile;

    private @Nullable Process process;
    private boolean stopped;

    /// @param environment added to our own
    /// @param answers     whether it can be used by now
    ChildProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            BooleanSupplier answers,
            Layout layout) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.answers = answers;
        this.log = LogFile.fresh(layout.logs(), name);
        this.pidFile = PidFile.of(layout.run(), name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void begin() {
        if (stopped) {
            throw new LaunchFailure(name + " was stopped.");
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.redirect());
        builder.environment().putAll(environment);
        try {
            var started = builder.start();
            started.getOutputStream().close();
            pidFile.write(started.toHandle());
            process = started;
        } catch (IOException failed) {
            throw new LaunchFailure(name + " can't be started (" + failed.getMessage() + ").", failed);
        }
    }

    @Override
    public void awaitReady() {
        var current = current();
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers.getAsBoolean() || !current.isAlive()) {
            if (!current.isAlive()) {
                throw new LaunchFailure(name + " ended before it was ready (exit code " + current.exitValue() + ").");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LaunchFailure(
                        name + " was not ready within " + PATIENCE.toMinutes() + " minutes; see " + log.path() + ".");
            }
            pause(current);
        }
    }

    @Override
    public CompletableFuture<String> ended() {
        return current().onExit().thenApply(ended -> "exit code " + ended.exitValue());
    }

    @Override
    public List<String> lastLines() {
        return log.lastLines();
    }

    @Override
    public void stop() {
        Process last;
        synchronized (this) {
            stopped = true;
            last = process;
        }
        if (last != null) {
            Ending.of(last.toHandle(), GRACE);
            pidFile.delete();
        }
    }

    private synchronized Process current() {
        if (process == null) {
            throw new IllegalStateException(name + " has not begun");
        }
        return process;
    }

    private static void pause(Process current) {
        try {
            current.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Starting was interrupted.", interrupted);
        }
    }
}
