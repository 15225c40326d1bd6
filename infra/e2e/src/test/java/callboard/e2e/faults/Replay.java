package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call must look like after its events, told as plainly as it can be and without a look at the service's
/// code.
final class Replay {

    private static final EventMetadata NOTHING =
            new EventMetadata(null, null, null, null, null, null, null, null, null, null, null);

    private final String id;
    private final CallType type;
    private final Instant startTime;
    private String queueId;
    private CallStatus status = CallStatus.WAITING;
    private Instant statusSince;
    private @Nullable Instant endTime;
    private @Nullable String agentId;
    private @Nullable Instant answeredAt;
    private @Nullable Double waitTime;
    private double holdTime;
    private @Nullable EndReason endReason;
    private final EventMetadata beginning;
    private final List<Rule> flags = new ArrayList<>();
    private int events;

    private Replay(CallEvent first) {
        var told = told(first);
        if (told.type() == null || told.queueId() == null) {
            throw new AssertionError("The first event of call " + first.callId() + " does not begin it: " + first);
        }
        id = first.callId();
        beginning = told;
        type = told.type();
        queueId = told.queueId();
        startTime = first.timestamp();
        statusSince = startTime;
        events = 1;
    }

    /// @param history in order, not empty
    static Call of(List<CallEvent> history) {
        var replay = new Replay(history.getFirst());
        history.stream().skip(1).forEach(replay::apply);
        return replay.call();
    }

    private void apply(CallEvent event) {
        var told = told(event);
        // Clocks differ; a call's statuses never overlap.
        var at = event.timestamp().isBefore(statusSince) ? statusSince : event.timestamp();
        events++;
        switch (event.type()) {
            case ROUTED -> agentId = told.agentId();
            case ANSWERED -> {
                if (answeredAt == null) {
                    answeredAt = at;
                    waitTime = told.waitTime();
                }
                become(CallStatus.ACTIVE, at);
            }
            case HOLD -> become(CallStatus.ON_HOLD, at);
            case RESUMED -> become(CallStatus.ACTIVE, at);
            case RETRANSFER -> {
                agentId = told.agentId();
                queueId = told.queueId() == null ? queueId : told.queueId();
                if (status != CallStatus.WAITING) {
                    become(CallStatus.WAITING, at);
                }
            }
            case ENDED -> {
                endTime = at;
                endReason = told.endReason();
                become(CallStatus.ENDED, at);
            }
            case FLAGGED -> {}
            case INITIATED -> throw new AssertionError("Call " + id + " began twice");
        }
        if (told.flags() != null) {
            told.flags().stream()
                    .map(flag -> flag.rule())
                    .filter(rule -> !flags.contains(rule))
                    .forEach(flags::add);
        }
    }

    private void become(CallStatus next, Instant at) {
        if (status == CallStatus.ON_HOLD) {
            holdTime += Duration.between(statusSince, at).toMillis() / 1000.0;
        }
        status = next;
        statusSince = at;
    }

    private Call call() {
        return new Call(
                id,
                type,
                status,
                queueId,
                startTime,
                endTime,
                agentId,
                statusSince,
                answeredAt,
                waitTime,
                holdTime,
                endReason,
                flags,
                events,
                beginning.from(),
                beginning.to(),
                beginning.direction(),
                beginning.callerName(),
                null,
                null);
    }

    private static EventMetadata told(CallEvent event) {
        return event.metadata() == null ? NOTHING : event.metadata();
    }
}
