package callboard.simulator.mode;

import callboard.simulator.report.Latency;
import callboard.simulator.report.Measurements;
import callboard.simulator.sender.BackOff;
import callboard.simulator.sender.DeliverySender;
import callboard.simulator.sender.EventSender;
import callboard.simulator.sender.HttpTransport;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.FaultySender;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays a call centre from its opening to its end, with everything that takes: connections, figures, Ctrl-C.
final class OpenLoop {

    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration HANG_UP = Duration.ofSeconds(5);

    private final Target target;
    private final int connections;
    private final double badHabits;
    final Measurements measurements = new Measurements();
    final ResultLog results = new ResultLog();

    /// @param badHabits how many of the events meet one, 0 to 1
    OpenLoop(Target target, int connections, double badHabits) {
        if (connections < 1) {
            throw new IllegalArgumentException("--connections must be 1 or more, not " + connections);
        }
        this.target = target;
        this.connections = connections;
        this.badHabits = badHabits;
    }

    /// @param opening  when it opens, if its time is the world's
    /// @param interval how often `report` is given the latency
    void run(
            String mode,
            CallCentre centre,
            Pace pace,
            @Nullable Instant opening,
            @Nullable Duration duration,
            Duration interval,
            Consumer<Latency> report)
            throws InterruptedException {
        try (var transport = new HttpTransport(target.endpoint(), ATTEMPT);
                var progress = new Progress(measurements, results, target.json, interval, report)) {
            var sender = new EventSender(transport, BackOff.usual(), measurements);
            var deliverySender = new DeliverySender(sender, opening, results::note);
            var queues = new SenderQueues(connections, deliverySender, measurements, results);
            var deliveries = new FaultySender(centre, target.seed(), badHabits, opening != null);
            var player = new Player(centre, deliveries, pace, queues, connections, new RunLimits(duration, HANG_UP));
            try (var _ = InterruptHandler.with(player::stop, HANG_UP.plusSeconds(2))) {
                player.play();
                progress.tellEnd(mode, target.seed());
            }
        }
    }
}
