package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.AgentListener;
import callboard.calls.connection.message.KnownAgent;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.DeclaredState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Who is signed in by what a connection told.
public final class AgentsTold implements AgentListener {

    public final List<AgentEventRequest> all = new ArrayList<>();
    private final Map<String, KnownAgent> now = new TreeMap<>();

    @Override
    public Collection<KnownAgent> knownAgents() {
        return now.values();
    }

    @Override
    public void takeAgents(List<AgentEventRequest> events) {
        for (var event : events) {
            all.add(event);
            var id = event.agentId();
            switch (event) {
                case SignedIn in ->
                    now.put(id, new KnownAgent(id, Objects.requireNonNullElse(in.queues(), List.of()), true, null));
                case StateChanged to ->
                    now.put(
                            id,
                            new KnownAgent(
                                    id,
                                    Objects.requireNonNull(now.get(id), id).queues(),
                                    to.state() == DeclaredState.AVAILABLE,
                                    to.reason()));
                case SignedOut _ -> now.remove(id);
            }
        }
    }
}
