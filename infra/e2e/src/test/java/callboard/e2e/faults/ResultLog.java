package callboard.e2e.faults;

import callboard.contracts.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the senders were told.
final class ResultLog {

    private final Map<String, List<UUID>> acknowledged = new ConcurrentHashMap<>();
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicLong longestStall = new AtomicLong();

    /// The service has it: stored now, or found to be stored.
    void acknowledged(CallEvent event, Duration took) {
        acknowledged.computeIfAbsent(event.callId(), _ -> new ArrayList<>()).add(event.id());
        events.incrementAndGet();
        longestStall.accumulateAndGet(took.toMillis(), Math::max);
    }

    /// The service will never take it.
    void refused(String answer) {
        refusals.add(answer);
    }

    void unanswered() {
        retries.incrementAndGet();
    }

    int events() {
        return events.get();
    }

    /// Deliveries that had to be made again.
    int retries() {
        return retries.get();
    }

    Duration longestStall() {
        return Duration.ofMillis(longestStall.get());
    }

    List<String> refusals() {
        return refusals;
    }

    /// Ids as they were answered, in the order of each call's events.
    Map<String, List<UUID>> byCall() {
        return acknowledged;
    }
}
