package callboard.simulator.mode;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.simulator.sender.Answer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Which calls the service knows from this run, and which of them it knows to be over.
public final class ResultLog {

    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    void note(CallEventRequest event, Answer answer) {
        note(event.getClass(), event.callId(), answer);
    }

    public void note(Class<? extends CallEventRequest> type, String callId, Answer answer) {
        if (!answer.taken()) {
            refused.increment();
        } else if (type == Initiated.class) {
            open.add(callId);
            started.increment();
        } else if (type == Ended.class && open.remove(callId)) {
            ended.increment();
        }
    }

    /// Some of a batch.
    public void refused(int events) {
        refused.add(events);
    }

    public void notDelivered() {
        unsent.increment();
    }

    long started() {
        return started.sum();
    }

    long ended() {
        return ended.sum();
    }

    long open() {
        return open.size();
    }

    long refused() {
        return refused.sum();
    }

    long unsent() {
        return unsent.sum();
    }
}
