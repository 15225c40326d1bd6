package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallStatus;
import callboard.contracts.CallStatusUpdate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one client shows: each call as it was last told or read, whichever is newer.
final class ClientView {

    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    /// @return whether updates are missing between what was known and what is told
    boolean told(CallStatusUpdate update) {
        var before = calls.get(update.callId());
        merge(new Call(
                update.callId(),
                update.type(),
                update.status(),
                update.queueId(),
                update.startTime(),
                update.endTime(),
                update.agentId(),
                update.statusSince(),
                update.answeredAt(),
                update.waitTime(),
                update.holdTime(),
                update.endReason(),
                update.flags(),
                update.sequence(),
                update.from(),
                update.to(),
                update.direction(),
                update.callerName(),
                null,
                null));
        return update.sequence() > (before == null ? 0 : before.sequence()) + 1;
    }

    /// Without its visits and attributes, which updates don't tell.
    void read(Call call) {
        merge(new Call(
                call.id(),
                call.type(),
                call.status(),
                call.queueId(),
                call.startTime(),
                call.endTime(),
                call.agentId(),
                call.statusSince(),
                call.answeredAt(),
                call.waitTime(),
                call.holdTime(),
                call.endReason(),
                call.flags(),
                call.sequence(),
                call.from(),
                call.to(),
                call.direction(),
                call.callerName(),
                null,
                null));
    }

    boolean knows(String callId) {
        return calls.containsKey(callId);
    }

    boolean hasEnded(String callId) {
        var call = calls.get(callId);
        return call != null && call.status() == CallStatus.ENDED;
    }

    List<String> underWay() {
        return calls.keySet().stream().filter(call -> !hasEnded(call)).toList();
    }

    /// How many calls it shows otherwise than they are, or not at all, or invents.
    long wrong(Map<String, Call> truth) {
        long otherwise = truth.values().stream()
                .filter(call -> !call.equals(calls.get(call.id())))
                .count();
        return otherwise
                + calls.keySet().stream()
                        .filter(call -> !truth.containsKey(call))
                        .count();
    }

    private void merge(Call call) {
        calls.merge(call.id(), call, (known, told) -> told.sequence() > known.sequence() ? told : known);
    }
}
