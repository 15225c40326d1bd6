package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A PBX's queues: takes what happens in the call centre apart into the steps in which a PBX does it. Not for use by
/// several threads.
final class Pbx {

    private final PbxSteps steps;
    private final Map<String, PbxCall> calls = new LinkedHashMap<>();
    private final Map<String, SequencedSet<String>> agents = new TreeMap<>();
    private int channels;

    Pbx(PbxSteps steps) {
        this.steps = steps;
    }

    /// The calls that have not ended, in the order of their beginnings.
    Collection<PbxCall> calls() {
        return calls.values();
    }

    /// Those who wait in a queue, the first in line first.
    List<PbxCall> waiting(String queue) {
        return calls.values().stream()
                .filter(call -> call.isWaiting() && call.queue.equals(queue))
                .toList();
    }

    /// The agents that it has met, by the queues that these work for.
    Map<String, SequencedSet<String>> agents() {
        return agents;
    }

    /// Every call is gone, and nobody is told.
    void crash() {
        calls.clear();
        steps.crashed();
    }

    /// Of calls that it does not have, nothing happens.
    void take(Happening happening) {
        var at = happening.at();
        var event = happening.event();
        if (event instanceof Initiated beginning) {
            var begun = new PbxCall(beginning, ++channels, at);
            calls.put(begun.callId(), begun);
            join(begun, at);
            return;
        }
        var call = calls.get(happening.callId());
        if (call != null) {
            switch (event) {
                case Initiated _ -> {}
                case Routed routed -> ring(call, rung(routed), at);
                case Answered answered -> answer(call, Objects.requireNonNull(answered.agentId()), at);
                case Hold _ -> hold(call, at);
                case Resumed _ -> resume(call, at);
                case Retransfer passedOn -> passOn(call, passedOn.queueId(), passedOn.agentId(), at);
                case Ended ended -> end(call, ended, at);
            }
        }
    }

    private static List<String> rung(Routed routed) {
        var all = routed.agentIds();
        return all == null ? List.of(Objects.requireNonNull(routed.agentId())) : all;
    }

    private void join(PbxCall call, Instant at) {
        agents.computeIfAbsent(call.queue, _ -> new TreeSet<>());
        steps.joined(call, at);
    }

    /// Those who were rung before have let it ring.
    private void ring(PbxCall call, List<String> rung, Instant at) {
        if (!call.isWaiting()) {
            return;
        }
        List.copyOf(call.ringing.values()).forEach(ring -> rangOut(call, ring, at));
        for (var agent : rung) {
            calls.values()
                    .forEach(other -> List.copyOf(other.ringing.values()).stream()
                            .filter(ring -> ring.agent().equals(agent))
                            .forEach(ring -> rangOut(other, ring, at)));
            var ring = new PbxCall.Ring(agent, ++channels, at);
            call.ringing.put(agent, ring);
            agents.computeIfAbsent(call.queue, _ -> new TreeSet<>()).add(agent);
            steps.rings(call, ring, at);
        }
    }

    private void rangOut(PbxCall call, PbxCall.Ring ring, Instant at) {
        call.ringing.remove(ring.agent());
        steps.rangOut(call, ring, at);
    }

    private void answer(PbxCall call, String agent, Instant at) {
        if (!call.ringing.containsKey(agent)) {
            ring(call, List.of(agent), at);
        }
        var ring = call.ringing.remove(agent);
        if (ring != null) {
            steps.connected(call, ring, at);
            call.ringing.clear();
            call.agent = ring;
            call.answeredAt = at;
        }
    }

    private void hold(PbxCall call, Instant at) {
        if (call.agent != null && !call.isHeld) {
            call.isHeld = true;
            steps.held(call, call.agent, at);
        }
    }

    private void resume(PbxCall call, Instant at) {
        if (call.agent != null && call.isHeld) {
            call.isHeld = false;
            steps.resumed(call, call.agent, at);
        }
    }

    private void passOn(PbxCall call, @Nullable String queue, @Nullable String agent, Instant at) {
        resume(call, at);
        var next = queue == null ? call.queue : queue;
        if (call.agent != null) {
            steps.transferred(call, call.agent, next, at);
        }
        call.agent = null;
        call.ringing.clear();
        call.queue = next;
        call.joinedAt = at;
        call.visits++;
        // Last in line.
        calls.remove(call.callId());
        calls.put(call.callId(), call);
        join(call, at);
        if (agent != null) {
            ring(call, List.of(agent), at);
        }
    }

    private void end(PbxCall call, Ended ended, Instant at) {
        if (call.agent == null) {
            steps.left(call, Objects.requireNonNull(ended.endReason()), at);
        } else {
            steps.completed(call, call.agent, at);
        }
        calls.remove(call.callId());
    }
}
