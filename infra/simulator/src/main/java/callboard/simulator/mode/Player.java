package callboard.simulator.mode;

import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.simulator.traffic.BadHabits;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.Happening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Plays a call centre to the service, open-loop: each delivery goes out when it is due, whether or not the
/// service
/// has kept up. When its time is up no more calls begin, and those under way go on to their end.
final class Player {

    private static final Duration LOOK_UP = Duration.ofMillis(20);

    private final CallCentre centre;
    private final BadHabits deliveries;
    private final Pace pace;
    private final Lanes lanes;
    private final int laneCount;
    private final Limits limits;
    private final Map<String, Integer> laneOfCall = new HashMap<>();
    private int nextLane;
    private volatile boolean stopped;

    Player(CallCentre centre, BadHabits deliveries, Pace pace, Lanes lanes, int laneCount, Limits limits) {
        this.centre = centre;
        this.deliveries = deliveries;
        this.pace = pace;
        this.lanes = lanes;
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
        for (long index = 0; lanes.failure() == null && deliveries.hasNext(); index++) {
            var delivery = deliveries.next();
            var due = pace.due(index, delivery);
            if (!hungUp) {
                sleepUntil(start + due.toNanos());
            }
            lanes.add(laneOf(delivery), delivery, hungUp ? System.nanoTime() : start + due.toNanos());
            if (limits.reached(due)) {
                centre.close();
            }
            if (stopped && !hungUp) {
                centre.hangUp();
                hungUp = true;
            }
        }
        lanes.finish(() -> stopped, limits.patience());
        var failure = lanes.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
            if (lanes.failure() != null) {
                return;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_UP.toNanos()));
        }
    }

    private int laneOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Once(var happening) -> laneOf(happening);
            case Delivery.Repeated(var happening) -> laneOf(happening);
            case Delivery.AtOnce(var happening, var _) -> laneOf(happening);
            case Delivery.Swapped(var earlier, var later) -> {
                int lane = laneOf(earlier);
                laneOf(later);
                yield lane;
            }
            case Delivery.Nonsense _ -> turn();
        };
    }

    private int laneOf(Happening happening) {
        return switch (happening.event()) {
            case Initiated begin -> {
                int lane = turn();
                laneOfCall.put(begin.callId(), lane);
                yield lane;
            }
            case Ended end -> laneOfCall.remove(end.callId());
            default -> laneOfCall.get(happening.callId());
        };
    }

    private int turn() {
        nextLane = (nextLane + 1) % laneCount;
        return nextLane;
    }
}
