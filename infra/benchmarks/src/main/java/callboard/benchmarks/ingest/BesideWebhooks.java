package callboard.benchmarks.ingest;

import callboard.benchmarks.report.WatchedProcesses;
import callboard.simulator.mode.ResultLog;
import callboard.simulator.mode.Target;
import callboard.simulator.report.Measurements;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What webhooks cost ingest: as much as so many connections can, in turn with no webhook, with one whose endpoint
/// takes
/// next to nothing of all that happens, and with that one and another that takes what it is told at once.
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description = "As `ingest`, in turn without webhooks, beside a slow one, and beside a slow and a fast one.")
public final class BesideWebhooks implements Callable<Integer> {

    private static final int PREPARED_CALLS = 500;
    private static final String ENDED = "call.ended";

    private enum Beside {
        NONE('n'),
        SLOW('s'),
        SLOW_AND_FAST('f');

        /// In the ids of its calls.
        final char letter;

        Beside(char letter) {
            this.letter = letter;
        }
    }

    private final Target target;

    @Option(names = "--connections", defaultValue = "64", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--batch", defaultValue = "1", paramLabel = "N", description = "As of `ingest` (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "Without webhooks, not counted (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--duration",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "Of each run (${DEFAULT-VALUE}).")
    private int duration;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--answers-after",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "How long the slow endpoint takes for each message (${DEFAULT-VALUE}).")
    private int answersAfter;

    @Option(
            names = "--admin-key",
            defaultValue = "${env:CALLBOARD_ADMIN_KEY:-callboard-admin-key}",
            paramLabel = "KEY",
            description = "An administrator's API key (${DEFAULT-VALUE}).")
    private String adminKey = "";

    @Mixin
    private final WatchedProcesses watched = new WatchedProcesses();

    public BesideWebhooks(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (connections < 1 || batch < 1 || warmUp < 0 || duration < 1 || rounds < 1 || answersAfter < 1) {
            throw new IllegalArgumentException("Every number must be 1 or more, --warm-up 0 or more");
        }
        var prepared = PreparedCall.ofADay(target.seed(), PREPARED_CALLS);
        if (warmUp > 0) {
            perSecond(prepared, "w", warmUp);
        }
        System.out.printf(
                "%5s %-14s %9s %6s   %s%n", "round", "webhooks", "events/s", "ratio", "what became of the messages");
        for (int round = 1; round <= rounds; round++) {
            var rates = new EnumMap<Beside, Double>(Beside.class);
            for (var beside : Beside.values()) {
                measure(prepared, round, beside, rates);
            }
        }
        return 0;
    }

    private void measure(List<PreparedCall> prepared, int round, Beside beside, Map<Beside, Double> rates)
            throws IOException, InterruptedException {
        try (var slow = new MeasuredWebhook(target.url, adminKey, "benchmark-slow", Duration.ofSeconds(answersAfter));
                var fast = new MeasuredWebhook(target.url, adminKey, "benchmark-fast", Duration.ZERO)) {
            if (beside != Beside.NONE) {
                slow.make("");
            }
            if (beside == Beside.SLOW_AND_FAST) {
                fast.make(ENDED);
            }
            var processes = watched.watch();
            double rate = perSecond(prepared, "%d%s".formatted(round, beside.letter), duration);
            rates.put(beside, rate);
            System.out.printf(
                    Locale.ROOT,
                    "%5d %-14s %,9.0f %6.2f   %s%s%n%s",
                    round,
                    beside.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    rate,
                    rate / rates.getOrDefault(Beside.NONE, rate),
                    beside == Beside.NONE ? "" : "slow: " + slow.told(),
                    beside == Beside.SLOW_AND_FAST ? "; fast: " + fast.told() : "",
                    processes.table(Math.round(rate * duration)));
        }
    }

    private double perSecond(List<PreparedCall> prepared, String run, int seconds) throws InterruptedException {
        var measurements = new Measurements();
        var turns = new CallSequence(prepared, Target.run() + run, null, Duration.ofSeconds(seconds));
        long begun = System.nanoTime();
        SenderConnection.all(connections, target.endpoint(), batch, turns, measurements, new ResultLog());
        double took = (System.nanoTime() - begun) / 1e9;
        measurements.sinceLast();
        return measurements.inAll().events() / took;
    }
}
