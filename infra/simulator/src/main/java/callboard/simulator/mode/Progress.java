package callboard.simulator.mode;

import callboard.simulator.report.Latency;
import callboard.simulator.report.Measurements;
import callboard.simulator.report.Summary;
import callboard.simulator.report.TextReport;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Tells how a run goes, every so often and at its end.
public final class Progress implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private final long start = System.nanoTime();
    private final Measurements measurements;
    private final ResultLog results;
    private final boolean json;

    /// @param report given the latency of each interval; not called when only JSON is wanted
    public Progress(
            Measurements measurements, ResultLog results, boolean json, Duration interval, Consumer<Latency> report) {
        this.measurements = measurements;
        this.results = results;
        this.json = json;
        clock.scheduleAtFixedRate(
                () -> {
                    var latency = measurements.sinceLast();
                    if (!json) {
                        report.accept(latency);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /// @return events a second
    public double tellEnd(String mode, long seed) throws InterruptedException {
        double seconds = seconds();
        close();
        measurements.sinceLast();
        var latency = measurements.inAll();
        var summary = new Summary(
                mode,
                seed,
                seconds,
                latency.events() / seconds,
                latency,
                results.started(),
                results.ended(),
                results.open(),
                results.refused(),
                results.unsent(),
                measurements.answers());
        System.out.println(json ? JsonMapper.shared().writeValueAsString(summary) : TextReport.of(summary));
        return summary.perSecond();
    }

    @Override
    public void close() {
        clock.close();
    }
}
