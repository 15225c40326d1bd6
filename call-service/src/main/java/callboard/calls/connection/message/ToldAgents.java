package callboard.calls.connection.message;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.DeclaredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a connection has told of agents, so that it tells what is new. Not for several threads.
public final class ToldAgents {

    private final Map<String, KnownAgent> told = new HashMap<>();

    /// A connection begins: these agents are signed in as far as it knows.
    public void resume(Collection<KnownAgent> known) {
        told.clear();
        known.forEach(agent -> told.put(agent.agentId(), agent));
    }

    /// Those who are signed in.
    public Set<String> ids() {
        return Set.copyOf(told.keySet());
    }

    /// What is new about an agent.
    ///
    /// @param now   nothing when they are not signed in
    /// @param stamp the source's own for this news, which makes ids of it that are the same whenever it is told
    public List<AgentEventRequest> tell(String agent, @Nullable KnownAgent now, String stamp, Instant at) {
        var before = now == null ? told.remove(agent) : told.put(agent, now);
        var of = stamp + "/" + agent;
        if (now == null) {
            return before == null ? List.of() : List.of(new SignedOut(agent, Names.eventId("agent-out", of), at));
        }
        var events = new ArrayList<AgentEventRequest>();
        var known = before;
        if (known == null || !known.queues().equals(now.queues())) {
            events.add(new SignedIn(agent, null, null, now.queues(), Names.eventId("agent-in", of), at));
            known = new KnownAgent(agent, now.queues(), true, null);
        }
        if (known.isAvailable() != now.isAvailable() || !Objects.equals(known.reason(), now.reason())) {
            events.add(new StateChanged(
                    agent,
                    now.isAvailable() ? DeclaredState.AVAILABLE : DeclaredState.UNAVAILABLE,
                    now.reason(),
                    Names.eventId("agent-state", of),
                    at));
        }
        return events;
    }
}
