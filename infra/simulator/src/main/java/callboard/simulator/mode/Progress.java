package callboard.simulator.mode;

import callboard.simulator.report.Latency;
import callboard.simulator.report.Page;
import callboard.simulator.report.Summary;
import callboard.simulator.report.Tally;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Tells how a run goes, every so often and at its end.
final class Progress implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private final long start = System.nanoTime();
    private final Tally tally;
    private final Ledger ledger;
    private final boolean json;

    /// @param look given the latency of each interval; not called when only JSON is wanted
    Progress(Tally tally, Ledger ledger, boolean json, Duration interval, Consumer<Latency> look) {
        this.tally = tally;
        this.ledger = ledger;
        this.json = json;
        clock.scheduleAtFixedRate(
                () -> {
                    var latency = tally.sinceLastLook();
                    if (!json) {
                        look.accept(latency);
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
    double tellEnd(String mode, long seed) throws InterruptedException {
        double seconds = seconds();
        close();
        tally.sinceLastLook();
        var latency = tally.inAll();
        var summary = new Summary(
                mode,
                seed,
                seconds,
                latency.events() / seconds,
                latency,
                ledger.started(),
                ledger.ended(),
                ledger.open(),
                ledger.refused(),
                ledger.unsent(),
                tally.answers());
        System.out.println(json ? JsonMapper.shared().writeValueAsString(summary) : Page.of(summary));
        return summary.perSecond();
    }

    @Override
    public void close() {
        clock.close();
    }
}
