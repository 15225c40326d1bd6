package callboard.simulator.traffic;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// Delivers what happens as real senders do: mostly well, at a small rate twice, at once, out of order, or as
/// nonsense.
///
/// Every event of every call is still delivered; only such neighbours are swapped that both can be taken in the
/// end, which are all of them where events say when they happened.
public final class FaultySender implements Iterator<Delivery> {

    private static final List<String> NONSENSE = List.of(
            "{\"event\":\"call_initiated\",\"callId\":",
            "{\"event\":\"call_exploded\",\"callId\":\"nonsense-1\"}",
            "{\"event\":\"call_initiated\",\"callId\":\"nonsense-2\",\"type\":\"telepathy\",\"queueId\":\"medical_english\"}",
            "{\"event\":\"call_initiated\",\"callId\":\"nonsense-3\",\"type\":\"voice\",\"queueId\":\"no_such_queue\"}",
            "{\"event\":\"call_answered\",\"callId\":\"nonsense 4\",\"waitTime\":-1}",
            "[]",
            "hello");

    private final Iterator<TimedEvent> happenings;
    private final SeededRandom chance;
    private final double rate;
    private final boolean isTimed;
    private final Map<String, TimedEvent> delayed = new HashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();

    /// @param rate    how many of the events meet one of the bad habits, 0 to 1
    /// @param isTimed whether events say when they happened
    public FaultySender(Iterator<TimedEvent> happenings, long seed, double rate, boolean isTimed) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The rate of bad habits must be 0 to 1, not " + rate);
        }
        this.happenings = happenings;
        this.rate = rate;
        this.isTimed = isTimed;
        chance = new SeededRandom(seed);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && happenings.hasNext()) {
            deliver(happenings.next());
        }
        return !ready.isEmpty();
    }

    @Override
    public Delivery next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Everything has been delivered");
        }
        return ready.removeFirst();
    }

    private void deliver(TimedEvent event) {
        var earlier = delayed.remove(event.callId());
        if (earlier != null) {
            if (swappable(earlier.event(), event.event())) {
                ready.add(new Delivery.Swapped(earlier, event));
                return;
            }
            ready.add(new Delivery.Once(earlier));
        }
        if (!chance.happens(rate)) {
            ready.add(new Delivery.Once(event));
            return;
        }
        switch (chance.below(4)) {
            case 0 -> ready.add(new Delivery.AtOnce(event, 2 + chance.below(3)));
            case 1 -> {
                ready.add(new Delivery.Nonsense(event.at(), chance.oneOf(NONSENSE)));
                ready.add(new Delivery.Once(event));
            }
            case 2 -> holdUpOrRepeat(event);
            default -> ready.add(new Delivery.Repeated(event));
        }
    }

    private void holdUpOrRepeat(TimedEvent event) {
        if (mayBeOvertaken(event.event())) {
            delayed.put(event.callId(), event);
        } else {
            ready.add(new Delivery.Repeated(event));
        }
    }

    private boolean mayBeOvertaken(CallEventRequest event) {
        return isTimed && !(event instanceof Ended)
                || event instanceof Initiated
                || event instanceof Answered
                || event instanceof Hold;
    }

    /// Whether the later one is refused until the earlier is there: swapping others would make the earlier
    /// illegal for good.
    private boolean swappable(CallEventRequest earlier, CallEventRequest later) {
        return isTimed
                || switch (earlier) {
                    case Initiated _ -> true;
                    case Answered _ -> later instanceof Hold;
                    case Hold _ -> later instanceof Resumed;
                    default -> false;
                };
    }
}
