package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// Agents who changed since the update before, each as they are now: `agent_update`, channel `agent-updates`. At most
/// one a second, of at most 250 agents; those who changed beyond that are in the next.
///
/// @param timestamp the server's clock
/// @param agents    without `today` and `occupancy`
/// @param gone      ids of those who are no longer listed, such as after midnight
public record AgentsUpdate(Instant timestamp, List<AgentView> agents, List<String> gone) {

    public AgentsUpdate {
        agents = List.copyOf(agents);
        gone = List.copyOf(gone);
    }
}
