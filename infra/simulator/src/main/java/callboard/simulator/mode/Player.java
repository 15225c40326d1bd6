package callboard.simulator.mode;

import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.TimedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/// Plays a call centre to the service, open-loop: each delivery goes out when it is due, whether or not the
/// service has kept up. When its time is up no more calls begin, and those under way go on to their end.
final class Player {

    private static final Duration LOOK_UP = Duration.ofMillis(20);

    private final CallCentre centre;
    private final Iterator<Delivery> deliveries;
    private final Pace pace;
    private final SenderQueues queues;
    private final int senderCount;
    private final RunLimits limits;
    private final Map<String, Integer> senderOfCall = new HashMap<>();
    private int nextSender;
    private volatile boolean stopped;

    Player(
            CallCentre centre,
            Iterator<Delivery> deliveries,
            Pace pace,
            SenderQueues queues,
            int senderCount,
            RunLimits limits) {
        this.centre = centre;
        this.deliveries = deliveries;
        this.pace = pace;
        this.queues = queues;
        this.senderCount = senderCount;
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
            queues.add(senderOf(delivery), delivery, hungUp ? System.nanoTime() : start + due.toNanos());
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

    private int senderOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Once(var event) -> senderOf(event);
            case Delivery.Repeated(var event) -> senderOf(event);
            case Delivery.AtOnce(var event, var _) -> senderOf(event);
            case Delivery.Swapped(var earlier, var later) -> {
                int sender = senderOf(earlier);
                senderOf(later);
                yield sender;
            }
            case Delivery.OfAgent(var _, var agentId, var _) -> Math.floorMod(agentId.hashCode(), senderCount);
            case Delivery.Nonsense _ -> takeTurn();
        };
    }

    private int senderOf(TimedEvent event) {
        return switch (event.event()) {
            case Initiated begin -> {
                int sender = takeTurn();
                senderOfCall.put(begin.callId(), sender);
                yield sender;
            }
            case Ended end -> Objects.requireNonNull(senderOfCall.remove(end.callId()));
            default -> Objects.requireNonNull(senderOfCall.get(event.callId()));
        };
    }

    private int takeTurn() {
        nextSender = (nextSender + 1) % senderCount;
        return nextSender;
    }
}
