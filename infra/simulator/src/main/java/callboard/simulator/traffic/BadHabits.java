package callboard.simulator.traffic;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
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
/// end.
public final class BadHabits implements Iterator<Delivery> {

    private static final List<String> NONSENSE = List.of(
            "{\"event\":\"call_initiated\",\"callId\":",
            "{\"event\":\"call_exploded\",\"callId\":\"nonsense-1\"}",
            "{\"event\":\"call_initiated\",\"callId\":\"nonsense-2\",\"type\":\"telepathy\",\"queueId\":\"medical_english\"}",
            "{\"event\":\"call_initiated\",\"callId\":\"nonsense-3\",\"type\":\"voice\",\"queueId\":\"no_such_queue\"}",
            "{\"event\":\"call_answered\",\"callId\":\"nonsense 4\",\"waitTime\":-1}",
            "[]",
            "hello");

    private final Iterator<Happening> happenings;
    private final Chance chance;
    private final double rate;
    private final Map<String, Happening> delayed = new HashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();

    /// @param rate how many of the events meet one of the bad habits, 0 to 1
    public BadHabits(Iterator<Happening> happenings, long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The rate of bad habits must be 0 to 1, not " + rate);
        }
        this.happenings = happenings;
        this.rate = rate;
        chance = new Chance(seed);
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

    private void deliver(Happening happening) {
        var earlier = delayed.remove(happening.callId());
        if (earlier != null) {
            if (swappable(earlier.event(), happening.event())) {
                ready.add(new Delivery.Swapped(earlier, happening));
                return;
            }
            ready.add(new Delivery.Once(earlier));
        }
        if (!chance.happens(rate)) {
            ready.add(new Delivery.Once(happening));
            return;
        }
        switch (chance.below(4)) {
            case 0 -> ready.add(new Delivery.AtOnce(happening, 2 + chance.below(3)));
            case 1 -> {
                ready.add(new Delivery.Nonsense(happening.at(), chance.oneOf(NONSENSE)));
                ready.add(new Delivery.Once(happening));
            }
            case 2 -> holdUpOrRepeat(happening);
            default -> ready.add(new Delivery.Repeated(happening));
        }
    }

    private void holdUpOrRepeat(Happening happening) {
        if (mayBeOvertaken(happening.event())) {
            delayed.put(happening.callId(), happening);
        } else {
            ready.add(new Delivery.Repeated(happening));
        }
    }

    private static boolean mayBeOvertaken(CallEventRequest event) {
        return event instanceof Initiated || event instanceof Answered || event instanceof Hold;
    }

    /// Whether the later one is refused until the earlier is there: swapping others would make the earlier
    /// illegal
    /// for good.
    private static boolean swappable(CallEventRequest earlier, CallEventRequest later) {
        return switch (earlier) {
            case Initiated _ -> true;
            case Answered _ -> later instanceof Hold;
            case Hold _ -> later instanceof Resumed;
            default -> false;
        };
    }
}
