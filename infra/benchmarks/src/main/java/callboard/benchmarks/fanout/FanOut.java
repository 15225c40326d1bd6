package callboard.benchmarks.fanout;

import callboard.benchmarks.fanout.FanOutReport.Row;
import callboard.benchmarks.report.Processes;
import callboard.benchmarks.report.Processes.Use;
import callboard.benchmarks.viewer.DeliveryMeter;
import callboard.benchmarks.viewer.Interest;
import callboard.benchmarks.viewer.StampedUpdate;
import callboard.benchmarks.viewer.Viewers;
import callboard.simulator.mode.Target;
import callboard.simulator.report.Measurements;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// So many sockets that watch so many calls each, and updates said to Redis at given rates: what is delivered,
/// how late, and what that costs the realtime-service.
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = "Updates from Redis to many sockets at once: rate, latency and cost of delivery.")
public final class FanOut implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SERVER = "realtime-service";

    private final Target target;

    @Option(
            names = "--realtime",
            defaultValue = "http://localhost:3002",
            paramLabel = "URL",
            description = "The realtime-service (${DEFAULT-VALUE}).")
    private URI realtime = URI.create("http://localhost:3002");

    @Option(
            names = "--redis",
            defaultValue = "redis://localhost:6379",
            paramLabel = "URL",
            description = "Its Redis (${DEFAULT-VALUE}).")
    private URI redis = URI.create("redis://localhost:6379");

    @Option(names = "--sockets", defaultValue = "2000", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int sockets;

    @Option(
            names = "--watching",
            defaultValue = "20",
            paramLabel = "N",
            description = "Calls that each of them watches (${DEFAULT-VALUE}).")
    private int watching;

    @Option(
            names = "--calls",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Calls there are (${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "100000",
            paramLabel = "RATE",
            description =
                    "Deliveries a second to ask for, one after another; 0 asks for as many as it can (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--duration",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "Of each rate (${DEFAULT-VALUE}).")
    private int duration;

    @Option(
            names = "--warmup",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "At the first rate, not counted (${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description =
                    "The realtime-service's process, if it is on this machine and what it uses is to be reported.")
    private @Nullable Long pid;

    public FanOut(Target target) {
        this.target = target;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (sockets < 1
                || calls < 1
                || watching < 1
                || watching > calls
                || rates.stream().anyMatch(rate -> rate < 0)) {
            throw new IllegalArgumentException(
                    "--sockets, --calls and --watching must be 1 or more, --watching no more than --calls, --rates 0 or more");
        }
        double idle = use(server()).megabytes();
        var updates = IntStream.range(0, calls)
                .mapToObj(FanOut::callId)
                .map(StampedUpdate::new)
                .toList();
        var measurements = new Measurements();
        var deliveries = new DeliveryMeter(measurements, updates.getFirst().stampFromEnd());
        var rows = new ArrayList<Row>();
        try (var viewers = new Viewers(realtime, deliveries);
                var channel = new RedisChannel(redis)) {
            viewers.open(IntStream.range(0, sockets).mapToObj(this::interest).toList(), PATIENCE);
            var page = new FanOutReport(
                    sockets,
                    watching,
                    calls,
                    updates.getFirst().length(),
                    idle,
                    use(server()).megabytes());
            say(page.heading());
            var publishing = new UpdatePublisher(
                    channel, updates, (double) sockets * watching / calls, deliveries, target.seed());
            if (warmup > 0) {
                publishing.at(rates.getFirst(), Duration.ofSeconds(warmup));
            }
            for (int rate : rates) {
                var row = measure(publishing, rate, measurements, deliveries, viewers);
                rows.add(row);
                say(page.line(row));
            }
            if (target.json) {
                System.out.println(JsonMapper.shared().writeValueAsString(rows));
            }
            if (viewers.firstLoss() != null) {
                System.err.println("The first viewer was lost: " + viewers.firstLoss());
            }
        }
        return rows.stream().allMatch(Row::isComplete) ? 0 : 1;
    }

    private Row measure(
            UpdatePublisher publishing, int rate, Measurements measurements, DeliveryMeter deliveries, Viewers viewers)
            throws IOException {
        measurements.sinceLast();
        long outOfOrder = deliveries.outOfOrder();
        long resyncs = deliveries.resyncs();
        var server = server();
        var outcome = publishing.at(rate, Duration.ofSeconds(duration));
        var used = use(server);
        var latency = measurements.sinceLast();
        return new Row(
                rate,
                outcome.delivered() / outcome.seconds(),
                latency,
                used.cpuSeconds() / outcome.seconds(),
                used.cpuSeconds() / (latency.events() / 100_000.0),
                used.megabytes(),
                outcome.missing(),
                deliveries.outOfOrder() - outOfOrder,
                deliveries.resyncs() - resyncs,
                viewers.lost());
    }

    private Processes server() {
        return Processes.watch(pid == null ? Map.of() : Map.of(SERVER, pid));
    }

    private static Use use(Processes server) {
        return server.used().stream().findFirst().orElse(new Use(SERVER, 0, 0));
    }

    /// The calls are spread evenly: each has as many watchers as any other.
    private Interest interest(int number) {
        return Interest.inCalls(IntStream.range(0, watching)
                .mapToObj(index -> callId((int) (((long) number * watching + index) % calls)))
                .toList());
    }

    private static String callId(int number) {
        return "fanout-" + number;
    }

    private void say(String text) {
        if (!target.json) {
            System.out.println(text);
        }
    }
}
