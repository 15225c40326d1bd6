package callboard.calls.agent;

import callboard.contracts.AgentView;
import callboard.contracts.viewer.Viewer;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/agents`.
@RestController
class AgentsController {

    private final Agents agents;

    AgentsController(Agents agents) {
        this.agents = agents;
    }

    /// Those who have a call now or had one today, by id. Who sees some queues only sees who has a call of theirs
    /// now.
    @GetMapping("/api/agents")
    List<AgentView> agents(@AuthenticationPrincipal Viewer viewer) {
        return agents.now(viewer);
    }
}
