package callboard.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Starts all of Callboard on this machine and stops it again; see [LauncherSettings] for what can be chosen.
public final class Launcher implements AutoCloseable {

    private static final List<String> PROCESSES = List.of(
            "simulator",
            "call-service-aot-training",
            "realtime-service-aot-training",
            "realtime-service",
            "call-service",
            "Redis");

    private final LauncherSettings settings;
    private final Console console;
    private final Components components;
    private final Map<String, ManagedProcess> processes = new TreeMap<>();
    private volatile @Nullable Services services;
    private @Nullable InstanceLock lock;

    public Launcher(LauncherSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
        components = new Components(console);
    }

    /// Runs until Ctrl-C, or until something that belongs to Callboard ends by itself; then everything is stopped.
    public static void main(String[] arguments) {
        var console = new Console(System.out);
        try {
            var launcher = new Launcher(LauncherSettings.from(System.getProperties(), System.getenv()), console);
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::close, "callboard-stop"));
            launcher.run();
        } catch (LaunchFailure failed) {
            console.problem(String.valueOf(failed.getMessage()));
        }
        // During a Ctrl-C, this waits for it.
        System.exit(1);
    }

    private void run() {
        try {
            console.say("");
            console.say("Callboard");
            console.say("");
            start();
            new Welcome(settings).lines().forEach(console::say);
            if (settings.aotCache()) {
                Thread.ofVirtual().name("aot-training").start(this::trainCaches);
            }
            throw components.awaitFailure();
        } catch (LaunchFailure failed) {
            if (!components.isStopping()) {
                throw failed;
            }
        }
    }

    /// Returns when everything can be used.
    ///
    /// @throws LaunchFailure when it can't; what was started then waits for [#close]
    public void start() {
        requireArtifacts();
        lock = InstanceLock.take(settings.run());
        terminateLeftovers();
        requirePorts();
        prepareData();
        var postgres = new Postgres(settings);
        var programs = new Services(settings, postgres.url());
        services = programs;
        var unpacking = CompletableFuture.runAsync(programs::unpack, Thread::startVirtualThread);
        components.start(postgres, noted(Redis.in(settings)));
        join(unpacking);
        components.start(noted(programs.callService()), noted(programs.realtimeService()));
        components.start(new DashboardServer(settings));
        if (settings.demo()) {
            components.start(programs.simulator());
        }
    }

    /// One of the programs that run: `call-service`, `realtime-service` or `Redis`.
    public ManagedProcess process(String name) {
        var process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return process;
    }

    /// Stops everything, what was started last first. Safe to call at any moment.
    @Override
    public void close() {
        var programs = services;
        if (programs != null) {
            programs.stopTraining();
        }
        components.stop();
        if (lock != null) {
            lock.close();
        }
    }

    /// Beside the running system. A cache that can't be made is missed by nothing but the next start's clock.
    private void trainCaches() {
        try {
            if (services != null) {
                services.trainCaches();
            }
        } catch (LaunchFailure failed) {
            if (!components.isStopping()) {
                console.problem("The next start will not be a faster one: " + failed.getMessage());
            }
        }
    }

    private ManagedProcess noted(ManagedProcess process) {
        processes.put(process.name(), process);
        return process;
    }

    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof LaunchFailure clear ? clear : failed;
        }
    }

    private void requireArtifacts() {
        requireArtifact(settings.callServiceJar());
        requireArtifact(settings.realtimeServiceJar());
        requireArtifact(settings.javaOptions());
        requireArtifact(settings.dashboard().resolve("index.html"));
        if (settings.demo()) {
            requireArtifact(settings.simulatorJar());
        }
    }

    private static void requireArtifact(Path artifact) {
        if (!Files.isRegularFile(artifact)) {
            throw new LaunchFailure(artifact + " is not there: build it first, with ./mvnw and no goal.");
        }
    }

    private void requirePorts() {
        Port.requireFree(settings.dashboardPort(), "the dashboard", LauncherSettings.DASHBOARD_PORT);
        Port.requireFree(settings.callsPort(), "call-service", LauncherSettings.CALLS_PORT);
        Port.requireFree(settings.realtimePort(), "realtime-service", LauncherSettings.REALTIME_PORT);
    }

    private void terminateLeftovers() {
        for (String name : PROCESSES) {
            PidFile pidFile = PidFile.of(settings.run(), name);
            pidFile.process().ifPresent(process -> {
                ProcessTermination.terminate(process, Duration.ofSeconds(10));
                console.say(name + " of an earlier run was still there; stopped");
            });
            pidFile.delete();
        }
        Postmaster.of(settings.data().resolve("postgres")).ifPresent(postmaster -> {
            postmaster.end();
            console.say("PostgreSQL of an earlier run was still there; stopped");
        });
    }

    private void prepareData() {
        if (settings.reset()) {
            Folders.reset(settings.data());
            console.say("Beginning with empty databases");
        } else {
            Folders.prepare(settings.data());
        }
    }
}
