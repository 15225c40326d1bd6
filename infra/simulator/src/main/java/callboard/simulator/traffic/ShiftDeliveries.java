package callboard.simulator.traffic;

import callboard.contracts.AgentEventRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What is delivered of calls, and between it what the call centre's agents do, in the order of time.
public final class ShiftDeliveries implements Iterator<Delivery> {

    private final CallCentre centre;
    private final Iterator<Delivery> calls;
    private final BiFunction<AgentEventRequest, Duration, String> wording;
    private @Nullable Delivery ahead;

    /// @param wording the body of an event that happens then
    public ShiftDeliveries(
            CallCentre centre, Iterator<Delivery> calls, BiFunction<AgentEventRequest, Duration, String> wording) {
        this.centre = centre;
        this.calls = calls;
        this.wording = wording;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && calls.hasNext()) {
            ahead = calls.next();
        }
        if (ahead == null) {
            centre.endShift();
        }
        return ahead != null || !centre.shiftEvents().isEmpty();
    }

    @Override
    public Delivery next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Everything has been delivered");
        }
        var delivery = ahead;
        var ofAgent = centre.shiftEvents().peekFirst();
        if (ofAgent != null && (delivery == null || ofAgent.at().compareTo(delivery.at()) <= 0)) {
            centre.shiftEvents().removeFirst();
            return new Delivery.OfAgent(
                    ofAgent.at(), ofAgent.event().agentId(), wording.apply(ofAgent.event(), ofAgent.at()));
        }
        ahead = null;
        return Objects.requireNonNull(delivery);
    }
}
