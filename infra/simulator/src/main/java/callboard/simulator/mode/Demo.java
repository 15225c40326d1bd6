package callboard.simulator.mode;

import callboard.simulator.report.Latency;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Profile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A believable call centre in real time, until Ctrl-C.
@Command(name = "demo", mixinStandardHelpOptions = true, description = "A believable call centre in real time.")
public final class Demo implements Callable<Integer> {

    private static final int CONNECTIONS = 16;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Target target;

    @Mixin
    private final Via via = new Via();

    @Option(
            names = "--calls-per-second",
            defaultValue = "1",
            paramLabel = "RATE",
            description = "Mean of new calls (${DEFAULT-VALUE}).")
    private double callsPerSecond;

    @Option(
            names = "--talk",
            defaultValue = "24",
            paramLabel = "SECONDS",
            description = "Mean talk (${DEFAULT-VALUE}); longer talks keep forty agents from answering in time.")
    private int talk;

    @Option(
            names = "--bad-habits",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "Share of events sent twice, at once, out of order, or with nonsense (${DEFAULT-VALUE}).")
    private double badHabits;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "No new calls after; else it goes on for ever.")
    private @Nullable Integer duration;

    @Option(names = "--calls", paramLabel = "N", description = "No new calls after so many.")
    private @Nullable Integer calls;

    public Demo(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var profile = Profile.usual().callsPerSecond(callsPerSecond).talk(Duration.ofSeconds(talk));
        var centre = new CallCentre(profile, target.seed(), Target.run());
        if (calls != null) {
            centre.closeAfter(calls);
        }
        if (via.kind == null) {
            centre.beginShift();
        }
        var loop = new OpenLoop(target, via, CONNECTIONS, badHabits);
        if (!target.json) {
            System.out.printf(
                    "About %s calls a second to %s (seed %d); Ctrl-C ends it%n",
                    callsPerSecond, target.url, target.seed());
        }
        loop.run(
                "demo",
                centre,
                Pace.realTime(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                duration == null ? null : Duration.ofSeconds(duration),
                INTERVAL,
                latency -> report(loop, latency));
        return 0;
    }

    private static void report(OpenLoop loop, Latency latency) {
        var results = loop.results;
        System.out.printf(
                Locale.ROOT,
                "%tT  %d calls, %d ended, %d open  %d events, p50 %.0f ms, p99 %.0f ms%s%n",
                LocalTime.now(ZoneId.systemDefault()),
                results.started(),
                results.ended(),
                results.open(),
                latency.events(),
                latency.p50(),
                latency.p99(),
                loop.measurements.trouble());
    }
}
