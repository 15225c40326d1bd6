package callboard.simulator.mode;

import callboard.simulator.report.Latency;
import callboard.simulator.report.Measurements;
import callboard.simulator.sender.BackOff;
import callboard.simulator.sender.DeliverySender;
import callboard.simulator.sender.EventJson;
import callboard.simulator.sender.EventSender;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.FaultySender;
import callboard.simulator.traffic.ShiftDeliveries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays a call centre from its opening to its end, with everything that takes: connections, figures, Ctrl-C.
final class OpenLoop {

    private static final Duration HANG_UP = Duration.ofSeconds(5);

    private final Target target;
    private final Via via;
    private final int connections;
    private final double badHabits;
    final Measurements measurements = new Measurements();
    final ResultLog results = new ResultLog();

    /// @param badHabits how many of the events meet one, 0 to 1
    OpenLoop(Target target, Via via, int connections, double badHabits) {
        if (connections < 1) {
            throw new IllegalArgumentException("--connections must be 1 or more, not " + connections);
        }
        this.target = target;
        this.via = via;
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
            throws IOException, InterruptedException {
        try (var speaker = via.speaker(target, opening);
                var progress = new Progress(measurements, results, target.json, interval, report)) {
            var sender = new EventSender(speaker.transport(), BackOff.usual(), measurements);
            var deliverySender = new DeliverySender(sender, speaker.wording(), results::note);
            int senders = speaker.tellsInOrder() ? 1 : connections;
            var queues = new SenderQueues(senders, deliverySender, measurements, results);
            var ofCalls =
                    new FaultySender(centre, target.seed(), speaker.tellsInOrder() ? 0 : badHabits, opening != null);
            // Vendors tell of agents in words of their own.
            var deliveries = via.kind == null
                    ? new ShiftDeliveries(
                            centre,
                            ofCalls,
                            (event, at) -> EventJson.of(event, opening == null ? null : opening.plus(at)))
                    : ofCalls;
            var player = new Player(centre, deliveries, pace, queues, senders, new RunLimits(duration, HANG_UP));
            try (var _ = InterruptHandler.with(player::stop, HANG_UP.plusSeconds(2))) {
                player.play();
                progress.tellEnd(mode, target.seed());
            }
        }
    }
}
