package callboard.benchmarks.ingest;

import callboard.benchmarks.report.WatchedProcesses;
import callboard.benchmarks.viewer.DeliveryMeter;
import callboard.benchmarks.viewer.Interest;
import callboard.benchmarks.viewer.StampedUpdate;
import callboard.benchmarks.viewer.Viewers;
import callboard.simulator.mode.Target;
import callboard.simulator.report.Latency;
import callboard.simulator.report.Measurements;
import callboard.simulator.report.TextReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How long an event takes from when its POST was due until a socket has its update: through database, Redis and
/// realtime-service. Open-loop; every call is watched by one socket.
@Command(
        name = "end-to-end",
        mixinStandardHelpOptions = true,
        description = "So many events a second, and how old they are when sockets receive them.")
public final class EndToEnd implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final int PREPARED_CALLS = 500;
    /// As many as a socket may be sent at once.
    private static final int CALLS_A_SOCKET = 50;

    private final Target target;

    @Option(
            names = "--realtime",
            defaultValue = "http://localhost:3002",
            paramLabel = "URL",
            description = "The realtime-service (${DEFAULT-VALUE}).")
    private URI realtime = URI.create("http://localhost:3002");

    @Option(names = "--rate", defaultValue = "400", paramLabel = "EVENTS", description = "A second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "For posting (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--duration", defaultValue = "20", paramLabel = "SECONDS", description = "(${DEFAULT-VALUE})")
    private int duration;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "At the same rate, not counted (${DEFAULT-VALUE}).")
    private int warmUp;

    @Mixin
    private WatchedProcesses watched = new WatchedProcesses();

    /// @param answers  from when a POST was due until it was answered, which is after its commit
    /// @param pictures from when a POST was due until a socket had its update
    /// @param missing  updates that never came
    private record Outcome(double rate, Latency answers, Latency pictures, long missing, int lost) {}

    public EndToEnd(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(rate > 0) || connections < 1 || duration < 1 || warmUp < 0) {
            throw new IllegalArgumentException(
                    "--rate must be above 0, --connections and --duration 1 or more, --warm-up 0 or more");
        }
        var prepared = PreparedCall.ofADay(target.seed(), PREPARED_CALLS);
        if (warmUp > 0) {
            play(prepared, Target.run() + "w", warmUp);
        }
        var processes = watched.watch();
        var outcome = play(prepared, Target.run(), duration);
        System.out.println(
                target.json
                        ? JsonMapper.shared().writeValueAsString(outcome)
                        : text(outcome) + processes.table(outcome.answers().events()));
        return outcome.missing() == 0 && outcome.lost() == 0 ? 0 : 1;
    }

    private Outcome play(List<PreparedCall> prepared, String run, int seconds)
            throws IOException, InterruptedException {
        var schedule = PostSchedule.of(prepared, run, connections, rate, seconds);
        var pictures = new Measurements();
        var deliveries = new DeliveryMeter(pictures, new StampedUpdate("any").stampFromEnd());
        try (var viewers = new Viewers(realtime, deliveries)) {
            viewers.open(interests(schedule.callIds()), PATIENCE);
            var answers = new Measurements();
            var failure = new AtomicReference<@Nullable RuntimeException>();
            long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
            var posts = new ArrayList<Thread>();
            for (int number = 0; number < connections; number++) {
                int connection = number;
                posts.add(Thread.ofPlatform()
                        .name("post-" + number)
                        .start(() -> schedule.post(connection, target.endpoint(), start, answers, failure)));
            }
            for (var post : posts) {
                post.join();
            }
            if (failure.get() instanceof RuntimeException mistake) {
                throw mistake;
            }
            awaitTheRest(deliveries, schedule.events());
            answers.sinceLast();
            pictures.sinceLast();
            return new Outcome(
                    schedule.events() / (double) seconds,
                    answers.inAll(),
                    pictures.inAll(),
                    schedule.events() - deliveries.received(),
                    viewers.lost());
        }
    }

    private static List<Interest> interests(List<String> callIds) {
        return IntStream.iterate(0, from -> from < callIds.size(), from -> from + CALLS_A_SOCKET)
                .mapToObj(from ->
                        Interest.inCalls(callIds.subList(from, Math.min(from + CALLS_A_SOCKET, callIds.size()))))
                .toList();
    }

    private static void awaitTheRest(DeliveryMeter deliveries, long expected) {
        long seen = deliveries.received();
        long quietSince = System.nanoTime();
        while (seen < expected && System.nanoTime() - quietSince < QUIET.toNanos()) {
            LockSupport.parkNanos(1_000_000);
            if (deliveries.received() > seen) {
                seen = deliveries.received();
                quietSince = System.nanoTime();
            }
        }
    }

    private String text(Outcome outcome) {
        return String.format(
                        Locale.ROOT,
                        "%,.0f events a second over %d connections (seed %d)%n%n",
                        outcome.rate(),
                        connections,
                        target.seed())
                + TextReport.latencies("due to answered", outcome.answers())
                + TextReport.latencies("due to socket", outcome.pictures())
                + String.format(Locale.ROOT, "%nmissing %,d, sockets lost %,d%n", outcome.missing(), outcome.lost());
    }
}
