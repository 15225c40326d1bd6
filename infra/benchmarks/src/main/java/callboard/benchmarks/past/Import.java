package callboard.benchmarks.past;

import callboard.benchmarks.report.WatchedProcesses;
import callboard.contracts.ConnectionImport;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ImportState;
import callboard.contracts.QueuesMet;
import callboard.simulator.mode.SimulatedConnection;
import callboard.simulator.mode.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Uploads logs of the past, one after another, and tells how many lines a second are imported.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Uploads logs of the past, and tells how many lines a second are imported.")
public final class Import implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(250);
    // As nearly all of a log of years: alerts of that time aren't kept any more, calls are.
    private static final Duration SETTLED = Duration.ofDays(60);

    private final Target target;

    @Option(names = "--calls", defaultValue = "100000", paramLabel = "N", description = "In a log (${DEFAULT-VALUE}).")
    private long calls;

    @Option(names = "--days", defaultValue = "10", paramLabel = "N", description = "Of a log (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--logs", defaultValue = "3", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int logs;

    @Option(
            names = "--admin-key",
            defaultValue = "${env:CALLBOARD_ADMIN_KEY:-callboard-admin-key}",
            paramLabel = "KEY",
            description = "An administrator's API key (${DEFAULT-VALUE}).")
    private String adminKey = "";

    @Mixin
    private final WatchedProcesses watched = new WatchedProcesses();

    public Import(Target target) {
        this.target = target;
    }

    /// @return 1 when not all of a log was taken
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (calls < 1 || days < 1 || logs < 1) {
            throw new IllegalArgumentException("--calls, --days and --logs must be 1 or more");
        }
        var connection = new SimulatedConnection(target.url, "past", adminKey);
        connection.make(new ConnectionSettings.AsteriskQueueLog(true, QueuesMet.ADOPT, null, null));
        var file = Files.createTempFile("queue_log", null);
        try {
            for (int number = 1; number <= logs; number++) {
                if (!measure(connection, file, number)) {
                    return 1;
                }
            }
        } finally {
            Files.delete(file);
        }
        return 0;
    }

    private boolean measure(SimulatedConnection connection, Path file, int number)
            throws IOException, InterruptedException {
        var until = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(SETTLED);
        var run = Target.run() + number;
        long lines = new PastLog(run, target.seed() + number).write(file, calls, until, Duration.ofDays(days));
        var processes = watched.watch();
        long begin = System.nanoTime();
        var done = await(connection, connection.upload(file).id());
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d lines in %.1f s: %.0f a second, %d events taken, %d refused%s%n",
                lines,
                seconds,
                lines / seconds,
                done.taken(),
                done.refused(),
                processes.table(lines));
        return done.state() == ImportState.DONE && done.refused() == 0 && done.unknown() == 0 && done.lines() == lines;
    }

    private static ConnectionImport await(SimulatedConnection connection, long id)
            throws IOException, InterruptedException {
        while (true) {
            var now = connection.imported(id);
            if (now.state() == ImportState.DONE || now.state() == ImportState.FAILED) {
                return now;
            }
            Thread.sleep(LOOK);
        }
    }
}
