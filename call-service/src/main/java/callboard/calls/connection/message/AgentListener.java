package callboard.calls.connection.message;

import callboard.contracts.AgentEventRequest;
import java.util.Collection;
import java.util.List;

/// Whom the session of a dialled connection tells of agents.
public interface AgentListener {

    /// The agents of this connection who are signed in, as all that was handed on before tells.
    Collection<KnownAgent> knownAgents();

    /// Takes events in their order, and returns when they are safe.
    void takeAgents(List<AgentEventRequest> events) throws InterruptedException;
}
