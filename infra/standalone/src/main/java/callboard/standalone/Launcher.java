package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Starts all of Callboard on this machine and keeps it running until Ctrl-C; see [Layout] for what can be
/// chosen.
final class Launcher {

    private static final List<String> PROCESSES = List.of("simulator", "realtime-service", "call-service", "Redis");

    private final Layout layout;
    private final Console console;
    private final Supervisor supervisor;

    private Launcher(Layout layout, Console console, Supervisor supervisor) {
        this.layout = layout;
        this.console = console;
        this.supervisor = supervisor;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var console = Console.standardOutput();
        var supervisor = new Supervisor(console);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "callboard-stop"));
        try {
            new Launcher(Layout.from(System.getProperties()), console, supervisor).run();
        } catch (LaunchFailure failed) {
            if (!supervisor.isStopping()) {
                console.problem(failed.getMessage());
            }
        }
        // Ends Maven too, whose own words about a failed build would bury ours. During a Ctrl-C, this waits for it.
        System.exit(1);
    }

    private void run() throws InterruptedException {
        console.say("");
        console.say("Callboard");
        console.say("");
        requireArtifacts();
        InstanceLock.take(layout.run());
        endWhatWasLeftBehind();
        requirePorts();
        prepareData();
        var services = startAll();
        new Welcome(layout).lines().forEach(console::say);
        if (layout.headStart()) {
            Thread.ofVirtual()
                    .name("head-start")
                    .start(() -> services.headStarts().forEach(this::make));
        }
        throw supervisor.awaitFailure();
    }

    private Services startAll() {
        var postgres = new Postgres(layout);
        supervisor.start(postgres, Redis.in(layout));
        var services = new Services(layout, postgres.url());
        supervisor.start(services.callService(), services.realtimeService());
        supervisor.start(new DashboardServer(layout));
        if (layout.demo()) {
            supervisor.start(services.simulator());
        }
        return services;
    }

    /// Beside the running system. One that can't be made is missed by nothing but the next start's clock.
    private void make(HeadStart headStart, List<String> java) {
        Runtime.getRuntime().addShutdownHook(new Thread(headStart::stop));
        try {
            headStart.make(java);
        } catch (IOException failed) {
            if (!supervisor.isStopping()) {
                console.problem("The next start will not be a faster one (" + failed.getMessage() + ").");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireArtifacts() {
        requireArtifact(layout.callServiceJar());
        requireArtifact(layout.realtimeServiceJar());
        requireArtifact(layout.javaOptions());
        requireArtifact(layout.dashboard().resolve("index.html"));
        if (layout.demo()) {
            requireArtifact(layout.simulatorJar());
        }
    }

    private static void requireArtifact(Path artifact) {
        if (!Files.isRegularFile(artifact)) {
            throw new LaunchFailure(artifact + " is not there: build it first, with ./mvnw and no goal.");
        }
    }

    private void requirePorts() {
        Port.requireFree(layout.dashboardPort(), "the dashboard", Layout.DASHBOARD_PORT);
        Port.requireFree(layout.callsPort(), "call-service", Layout.CALLS_PORT);
        Port.requireFree(layout.realtimePort(), "realtime-service", Layout.REALTIME_PORT);
    }

    private void endWhatWasLeftBehind() {
        for (String name : PROCESSES) {
            PidFile pidFile = PidFile.of(layout.run(), name);
            pidFile.process().ifPresent(process -> {
                Ending.of(process, Duration.ofSeconds(10));
                console.say(name + " of an earlier run was still there; stopped");
            });
            pidFile.delete();
        }
        Postmaster.of(layout.data().resolve("postgres")).ifPresent(postmaster -> {
            postmaster.end();
            console.say("PostgreSQL of an earlier run was still there; stopped");
        });
    }

    private void prepareData() {
        if (layout.reset()) {
            Folders.reset(layout.data());
            console.say("Beginning with empty databases");
        } else {
            Folders.prepare(layout.data());
        }
    }
}
