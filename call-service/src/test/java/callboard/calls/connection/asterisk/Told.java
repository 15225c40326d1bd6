package callboard.calls.connection.asterisk;

import callboard.calls.agent.AgentTally;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.History;
import callboard.calls.lifecycle.History.Folded;
import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Payload;
import callboard.calls.lifecycle.TimeoutPolicy;
import callboard.calls.lifecycle.Visits;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.Visit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What Callboard makes of the events that it is told: each id counts once, and what contradicts the order of time is
/// refused.
public final class Told {

    private static final Limits UNLIMITED = new Limits(1, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    private final Map<String, List<CallEvent>> calls = new LinkedHashMap<>();

    public void take(List<CallEventRequest> events) {
        events.forEach(this::take);
    }

    /// As [#take], but what the service would refuse changes nothing.
    public void offer(CallEventRequest event) {
        var known = calls.getOrDefault(event.callId(), List.of());
        boolean isKnown = known.stream().anyMatch(each -> Objects.equals(each.eventId(), event.eventId()));
        if (isKnown || (event instanceof CallEventRequest.Initiated && !known.isEmpty())) {
            return;
        }
        take(event);
        try {
            fold(event.callId());
        } catch (AssertionError _) {
            calls.get(event.callId()).removeLast();
        }
    }

    private void take(CallEventRequest event) {
        var known = calls.computeIfAbsent(event.callId(), _ -> new ArrayList<>());
        var same = known.stream()
                .filter(each -> Objects.equals(each.eventId(), event.eventId()))
                .findFirst();
        if (same.isPresent()) {
            if (!Payload.same(same.get(), event)) {
                throw new AssertionError(event + " has the id of " + same.get());
            }
            return;
        }
        var at = Objects.requireNonNull(event.occurredAt());
        known.add(new CallEvent(
                UUID.randomUUID(),
                event.callId(),
                Payload.typeOf(event),
                at,
                Payload.of(event),
                known.size() + 1,
                event.eventId(),
                at,
                at));
    }

    public Iterable<String> ids() {
        return calls.keySet();
    }

    public List<CallEvent> events(String call) {
        return calls.getOrDefault(call, List.of());
    }

    public CallState call(String id) {
        return Objects.requireNonNull(fold(id).call(), id);
    }

    public List<Visit> visits(String id) {
        return Visits.of(id, events(id));
    }

    /// How often each agent has missed a call.
    public Map<String, Integer> missed(String id) {
        var tally = new AgentTally(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
        fold(id).steps().forEach(step -> tally.count(1, step.before(), step.at(), step.after()));
        var missed = new LinkedHashMap<String, Integer>();
        tally.deltas().forEach((day, work) -> missed.merge(day.agentId(), work.missed(), Integer::sum));
        missed.values().removeIf(times -> times == 0);
        return missed;
    }

    /// What a connection that begins now would know.
    public List<KnownCall> open() {
        return calls.keySet().stream()
                .map(this::call)
                .filter(call -> call.status() != CallStatus.ENDED)
                .map(call -> new KnownCall(
                        call.id(),
                        call.status(),
                        call.queueId(),
                        call.agentSince() == null ? null : call.agentId(),
                        call.visitAnsweredAt() != null,
                        call.statusSince(),
                        call.ringing()))
                .toList();
    }

    private Folded fold(String id) {
        var told = events(id).stream()
                .map(event -> History.Told.of(new History.StoredEvent(event, 1, false)))
                .toList();
        var folded = History.fold(
                id, new Known(told, List.of(), List.of(), told.size()), (_, _) -> UNLIMITED, TimeoutPolicy.STANDARD);
        if (!folded.refused().isEmpty()) {
            throw new AssertionError("Refused: " + folded.refused() + " of " + told);
        }
        return folded;
    }

    static Instant at(AmiMessage message) {
        return message.at(Instant.EPOCH);
    }
}
