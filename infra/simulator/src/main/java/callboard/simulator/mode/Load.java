package callboard.simulator.mode;

import callboard.simulator.report.TextReport;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Profile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// So many events a second, open-loop: latency counts from when an event should have gone out.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "So many events a second, whether or not the service keeps up.")
public final class Load implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Target target;

    @Mixin
    private final Via via = new Via();

    @Option(names = "--rate", defaultValue = "100", paramLabel = "EVENTS", description = "A second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--connections", defaultValue = "32", paramLabel = "N", description = "At most (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "No new calls after; those open go on to their end. 30, unless --calls is given.")
    private @Nullable Integer duration;

    @Option(names = "--calls", paramLabel = "N", description = "No new calls after so many.")
    private @Nullable Integer calls;

    @Option(
            names = "--bad-habits",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of events sent twice, at once, out of order, or with nonsense (${DEFAULT-VALUE}).")
    private double badHabits;

    public Load(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var centre = new CallCentre(Profile.usual(), target.seed(), Target.run());
        if (calls != null) {
            centre.closeAfter(calls);
        }
        Integer seconds = duration == null && calls == null ? Integer.valueOf(30) : duration;
        var loop = new OpenLoop(target, via, connections, badHabits);
        if (!target.json) {
            System.out.println(TextReport.heading());
        }
        long start = System.nanoTime();
        loop.run(
                "load",
                centre,
                Pace.steady(rate),
                null,
                seconds == null ? null : Duration.ofSeconds(seconds),
                INTERVAL,
                latency -> System.out.println(
                        TextReport.row((System.nanoTime() - start) / 1e9, INTERVAL.toSeconds(), latency)));
        return 0;
    }
}
