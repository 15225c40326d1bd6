package callboard.calls.agent;

import callboard.contracts.AgentView;
import callboard.contracts.QueueAgents;
import callboard.contracts.viewer.Viewer;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/agents`, and their numbers by queue.
@RestController
class AgentsController {

    private final Agents agents;

    AgentsController(Agents agents) {
        this.agents = agents;
    }

    /// Those who are signed in, were so today, have a call now or had one today, by id. Who sees some queues only sees
    /// who has a call of theirs now or is signed in for one of them.
    @GetMapping("/api/agents")
    List<AgentView> agents(@AuthenticationPrincipal Viewer viewer) {
        return agents.today(viewer);
    }

    /// How many of each queue's agents are available, on calls and away, by its id; queues without any are left out.
    @GetMapping("/api/agents/queues")
    List<QueueAgents> byQueue(@AuthenticationPrincipal Viewer viewer) {
        return agents.byQueue(viewer);
    }
}
