package callboard.calls.agent;

import callboard.calls.lifecycle.CallState;
import callboard.contracts.AgentState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds up what a batch's events change in when agents rang, talked and held: a stay is known when it ends.
public final class AgentStays {

    private final Limit wrapUp;
    private final LinkedHashMap<Stay, Integer> deltas = new LinkedHashMap<>();

    /// How many seconds of after-call work a call leaves behind as it stands.
    public interface Limit {
        int of(CallState call);
    }

    /// How long an agent rang for a call, talked on it or held it, without a break.
    ///
    /// @param wrapUp seconds of after-call work that it leaves behind
    public record Stay(
            String agentId,
            Instant until,
            String callId,
            AgentState state,
            Instant since,
            String queueId,
            int wrapUp) {}

    private record Place(String agentId, AgentState state, Instant since) {}

    public AgentStays(Limit wrapUp) {
        this.wrapUp = wrapUp;
    }

    /// Counts one event by the call as it stood before it (not at all, for its first) and stands after it.
    ///
    /// @param times -1 takes it back
    /// @param at    when it happened
    public void count(int times, @Nullable CallState before, Instant at, CallState after) {
        if (before == null) {
            return;
        }
        var next = places(after).toList();
        places(before)
                .filter(place -> !next.contains(place) && place.since.isBefore(at))
                .forEach(place -> deltas.merge(stay(before, place, at, next), times, Integer::sum));
    }

    /// How often more each is so, or less.
    public SequencedMap<Stay, Integer> deltas() {
        return deltas;
    }

    private Stay stay(CallState call, Place place, Instant at, List<Place> next) {
        boolean goesOn =
                next.stream().anyMatch(each -> each.agentId.equals(place.agentId) && each.state != AgentState.RINGING);
        boolean handled = place.state != AgentState.RINGING && !goesOn;
        return new Stay(
                place.agentId, at, call.id(), place.state, place.since, call.queueId(), handled ? wrapUp.of(call) : 0);
    }

    private static Stream<Place> places(CallState call) {
        return switch (call.status()) {
            case WAITING ->
                Stream.ofNullable(call.ringingSince())
                        .flatMap(since ->
                                call.ringing().stream().map(agent -> new Place(agent, AgentState.RINGING, since)));
            case ACTIVE -> place(call, AgentState.ON_CALL);
            case ON_HOLD -> place(call, AgentState.HOLDING);
            case ENDED -> Stream.empty();
        };
    }

    private static Stream<Place> place(CallState call, AgentState state) {
        return Stream.ofNullable(call.agentId()).map(agent -> new Place(agent, state, call.statusSince()));
    }
}
