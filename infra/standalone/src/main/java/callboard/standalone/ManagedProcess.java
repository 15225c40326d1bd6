package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A program that runs as a child process with a log and a pid file of its own. It may be started again after it
/// has ended, and then adds to its log.
public final class ManagedProcess implements Component, AutoCloseable {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final BooleanSupplier ready;
    private final Path log;
    private final PidFile pidFile;

    private @Nullable Process process;
    private boolean stopped;

    /// @param environment added to our own
    /// @param ready       whether it can be used by now
    /// @param logs        the folder of `<name>.log`
    /// @param run         the folder of `<name>.pid`
    public ManagedProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            BooleanSupplier ready,
            Path logs,
            Path run) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.ready = ready;
        this.log = logs.resolve(name + ".log");
        this.pidFile = PidFile.of(run, name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (stopped) {
            throw new LaunchFailure(name + " was stopped.");
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(redirect());
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
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
        var current = running();
        var deadline = Instant.now().plus(READY_TIMEOUT);
        while (!ready.getAsBoolean() || !current.isAlive()) {
            if (!current.isAlive()) {
                throw new LaunchFailure(name + " ended before it was ready (exit code " + current.exitValue()
                        + "). Its log is " + log + ".");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LaunchFailure(name + " was not ready within " + READY_TIMEOUT.toMinutes()
                        + " minutes. Its log is " + log + ".");
            }
            endsWithin(POLL_INTERVAL, current);
        }
    }

    @Override
    public CompletableFuture<String> ended() {
        return running().onExit().thenApply(ended -> "exit code " + ended.exitValue());
    }

    @Override
    public Path log() {
        return log;
    }

    /// Blocks until it has ended, and returns its exit code.
    int awaitExit() {
        int code = running().onExit().join().exitValue();
        pidFile.delete();
        return code;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    /// Ends it without notice, as the kernel does when memory runs out; returns when it has ended.
    public void kill() {
        var current = running();
        current.destroyForcibly();
        if (!endsWithin(GRACE, current)) {
            throw new LaunchFailure(name + " did not end though it was killed.");
        }
    }

    /// Tells it to end and waits, then forces it. It can't be started again.
    @Override
    public void stop() {
        Process last;
        synchronized (this) {
            stopped = true;
            last = process;
        }
        if (last != null) {
            // A JVM that makes an AOT cache leaves the writing to a child of its own.
            var descendants = last.descendants().toList();
            ProcessTermination.terminate(last.toHandle(), GRACE);
            descendants.forEach(ProcessHandle::destroyForcibly);
            pidFile.delete();
        }
    }

    /// As [#kill] if it runs: one that was paused would not notice [#stop].
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private ProcessBuilder.Redirect redirect() {
        return process == null
                ? ProcessBuilder.Redirect.to(log.toFile())
                : ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private static boolean endsWithin(Duration timeout, Process process) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Waiting for a process was interrupted.", interrupted);
        }
    }
}
