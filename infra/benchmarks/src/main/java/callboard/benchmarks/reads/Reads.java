package callboard.benchmarks.reads;

import callboard.benchmarks.report.Processes.Use;
import callboard.benchmarks.report.WatchedProcesses;
import callboard.simulator.mode.Target;
import callboard.simulator.report.Latency;
import callboard.simulator.report.Measurements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How fast the service answers what a dashboard asks, closed-loop: so many connections ask the same thing again
/// and again, one thing after another, each first for a while that is not counted.
@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        description = "Asks for lists, calls and statistics as fast as so many connections can.")
public final class Reads implements Callable<Integer> {

    /// What became of one question.
    record Asked(String question, double perSecond, Latency latency, long notOk, List<Use> used) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target;

    @Mixin
    private final WatchedProcesses watched = new WatchedProcesses();

    @Option(names = "--connections", defaultValue = "8", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--duration", defaultValue = "3", paramLabel = "SECONDS", description = "Each (${DEFAULT-VALUE}).")
    private int duration;

    @Option(
            names = "--warm-up",
            defaultValue = "1",
            paramLabel = "SECONDS",
            description = "Not counted, before each (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--only", paramLabel = "PART", defaultValue = "", description = "Only what has this in its name.")
    private String only = "";

    @Option(names = "--reports", description = "Asks for reports, as statistics.sql fills them, instead.")
    private boolean reports;

    public Reads(Target target) {
        this.target = target;
    }

    /// @return 1 when anything was answered with other than 200
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (connections < 1 || duration < 1 || warmUp < 0) {
            throw new IllegalArgumentException("--connections and --duration must be 1 or more, --warm-up 0 or more");
        }
        var all = new ArrayList<Asked>();
        var questions = reports ? new ReportQueries(Instant.now()).all() : new ReadQueries(target.url).all();
        for (var question : questions.entrySet()) {
            if (question.getKey().contains(only)) {
                ask(question.getValue(), Duration.ofSeconds(warmUp));
                var processes = watched.watch();
                var measurements = ask(question.getValue(), Duration.ofSeconds(duration));
                var latency = measurements.sinceLast();
                var asked = new Asked(
                        question.getKey(),
                        latency.events() / (double) duration,
                        latency,
                        latency.events() - measurements.answers().getOrDefault("200", 0L),
                        processes.used());
                if (!target.json) {
                    System.out.print(all.isEmpty() ? heading(asked) + row(asked) : row(asked));
                }
                all.add(asked);
            }
        }
        if (target.json) {
            System.out.println(JsonMapper.shared().writeValueAsString(all));
        }
        return all.stream().allMatch(asked -> asked.notOk == 0) ? 0 : 1;
    }

    private Measurements ask(String path, Duration time) throws InterruptedException {
        var measurements = new Measurements();
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("reader-", 0).factory())) {
            var readers = new ArrayList<Callable<Boolean>>();
            for (int number = 0; number < connections; number++) {
                readers.add(() -> {
                    read(path, end, measurements);
                    return true;
                });
            }
            for (var done : threads.invokeAll(readers)) {
                if (done.state() == Future.State.FAILED) {
                    throw new UncheckedIOException(new IOException(done.exceptionNow()));
                }
            }
        }
        return measurements;
    }

    private void read(String path, long end, Measurements measurements) throws IOException {
        try (var connection = new PlainReader(target.url, PATIENCE)) {
            var question = connection.question(path);
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                measurements.answered(Integer.toString(connection.ask(question)));
                measurements.delivered(Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private static String heading(Asked first) {
        var text = new StringBuilder("%-26s %8s %7s %7s %7s %7s ms".formatted("", "per s", "p50", "p90", "p99", "max"));
        first.used.forEach(use -> text.append("  %s CPU s/1000, MB".formatted(use.name())));
        return text.append('\n').toString();
    }

    private static String row(Asked asked) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-26s %8.0f %7.1f %7.1f %7.1f %7.1f   ",
                asked.question,
                asked.perSecond,
                asked.latency.p50(),
                asked.latency.p90(),
                asked.latency.p99(),
                asked.latency.max()));
        for (var use : asked.used) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s %.3f, %.0f",
                    use.name(),
                    asked.latency.events() == 0 ? 0 : use.cpuSeconds() * 1000 / asked.latency.events(),
                    use.megabytes()));
        }
        if (asked.notOk > 0) {
            text.append("  NOT 200: ").append(asked.notOk);
        }
        return text.append('\n').toString();
    }
}
