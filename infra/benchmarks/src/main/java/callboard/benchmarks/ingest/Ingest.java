package callboard.benchmarks.ingest;

import callboard.benchmarks.report.WatchedProcesses;
import callboard.simulator.mode.InterruptHandler;
import callboard.simulator.mode.Progress;
import callboard.simulator.mode.ResultLog;
import callboard.simulator.mode.Target;
import callboard.simulator.report.Measurements;
import callboard.simulator.report.TextReport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// As many events a second as so many connections can, closed-loop: each posts one call after another, one event
/// at a time. How much the service takes in; for how long an event takes at a given rate, see `load`.
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "As fast as so many connections can, whole calls one after another.")
public final class Ingest implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int PREPARED_CALLS = 500;

    private final Target target;

    @Option(names = "--connections", defaultValue = "64", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--batch",
            defaultValue = "1",
            paramLabel = "N",
            description = "Events in a request; more than 1 go to /api/events/batch (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--warm-up",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "The same for so long beforehand, not counted (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "No new calls after. 20, unless --calls is given.")
    private @Nullable Integer duration;

    @Option(names = "--calls", paramLabel = "N", description = "No new calls after so many.")
    private @Nullable Integer calls;

    @Mixin
    private WatchedProcesses watched = new WatchedProcesses();

    @Mixin
    private PgbenchBaseline baseline = new PgbenchBaseline();

    public Ingest(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (connections < 1 || batch < 1 || warmUp < 0) {
            throw new IllegalArgumentException("--connections and --batch must be 1 or more, --warm-up 0 or more");
        }
        var prepared = PreparedCall.ofADay(target.seed(), PREPARED_CALLS);
        if (warmUp > 0) {
            run(
                    new CallSequence(prepared, Target.run() + "w", null, Duration.ofSeconds(warmUp)),
                    new Measurements(),
                    new ResultLog());
        }
        var baselines = baseline.measure(connections);
        Integer seconds = duration == null && calls == null ? Integer.valueOf(20) : duration;
        var turns =
                new CallSequence(prepared, Target.run(), calls, seconds == null ? null : Duration.ofSeconds(seconds));
        if (!target.json) {
            System.out.println(TextReport.heading());
        }
        var measurements = new Measurements();
        var results = new ResultLog();
        var processes = watched.watch();
        long start = System.nanoTime();
        try (var progress = new Progress(
                        measurements,
                        results,
                        target.json,
                        INTERVAL,
                        latency -> System.out.println(
                                TextReport.row((System.nanoTime() - start) / 1e9, INTERVAL.toSeconds(), latency)));
                var _ = InterruptHandler.with(turns::close, SenderConnection.FINISH.plusSeconds(2))) {
            run(turns, measurements, results);
            double perSecond = progress.tellEnd("ingest", target.seed());
            if (!target.json) {
                System.out.print(processes.table(measurements.inAll().events()) + baselines.compared(perSecond));
            }
        }
        return 0;
    }

    private void run(CallSequence turns, Measurements measurements, ResultLog results) throws InterruptedException {
        SenderConnection.all(connections, target.endpoint(), batch, turns, measurements, results);
    }
}
