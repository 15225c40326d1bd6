package callboard.simulator.mode;

import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.FaultySender;
import callboard.simulator.traffic.TimedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/// Plays a call centre to the service, open-loop: each delivery goes out when it is due, whether or not the
/// service has kept up. When its time is up no more calls begin, and those under way go on to their end.
final class Player {

    private static final Duration LOOK_UP = Duration.ofMillis(20);

    private final CallCentre centre;
    private final FaultySender deliveries;
    private final Pace pace;
    private final SenderQueues queues;
    private final int laneCount;
    private final RunLimits limits;
    private final Map<String, Integer> laneOfCall = new HashMap<>();
    private int nextLane;
    private volatile boolean stopped;

    Player(
            CallCentre centre,
            FaultySender deliveries,
            Pace pace,
            SenderQueues queues,
            int laneCount,
            RunLimits limits) {
        this.centre = centre;
        this.deliveries = deliveries;
        this.pace = pace;
        this.queues = queues;
        this.laneCount = laneCount;
        this.limits = limits;
    }

    /// Breaks off: every open call is hung up, as far as that takes no longer than the limits' patience.
    void stop() {
        stopped = true;
    }

    void play() throws InterruptedException {
        long start = System.nanoTime();
        boolean hungUp = false;
        for (long index = 0; queues.failure() == null && deliveries.hasNext(); index++) {
            var delivery = deliveries.next();
            var due = pace.due(index, delivery);
            if (!hungUp) {
                sleepUntil(start + due.toNanos());
            }
            queues.add(laneOf(delivery), delivery, hungUp ? System.nanoTime() : start + due.toNanos());
            if (limits.reached(due)) {
                centre.close();
            }
            if (stopped && !hungUp) {
                centre.hangUp();
                hungUp = true;
            }
        }
        queues.finish(() -> stopped, limits.patience());
        var failure = queues.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
            if (queues.failure() != null) {
                return;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_UP.toNanos()));
        }
    }

    private int laneOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Once(var event) -> laneOf(event);
            case Delivery.Repeated(var event) -> laneOf(event);
            case Delivery.AtOnce(var event, var _) -> laneOf(event);
            case Delivery.Swapped(var earlier, var later) -> {
                int lane = laneOf(earlier);
                laneOf(later);
                yield lane;
            }
            case Delivery.Nonsense _ -> turn();
        };
    }

    private int laneOf(TimedEvent event) {
        return switch (event.event()) {
            case Initiated begin -> {
                int lane = turn();
                laneOfCall.put(begin.callId(), lane);
                yield lane;
            }
            case Ended end -> Objects.requireNonNull(laneOfCall.remove(end.callId()));
            default -> Objects.requireNonNull(laneOfCall.get(event.callId()));
        };
    }

    private int turn() {
        nextLane = (nextLane + 1) % laneCount;
        return nextLane;
    }
}
