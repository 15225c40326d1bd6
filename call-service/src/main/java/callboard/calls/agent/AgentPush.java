package callboard.calls.agent;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.AgentView;
import callboard.contracts.AgentsUpdate;
import callboard.contracts.Channels;
import callboard.contracts.viewer.Viewer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Publishes which agents have changed, on the one replica that leads: each as they are now, whatever they
/// did in between, and no more of them at once than a browser draws at once.
@Component
class AgentPush {

    static final int MOST = 250;

    private final Agents agents;
    private final JsonMapper json;
    private final OutboxRelay relay;
    private final Clock clock;
    private final Map<String, AgentView> published = new HashMap<>();

    AgentPush(Agents agents, JsonMapper json, OutboxRelay relay, Clock clock) {
        this.agents = agents;
        this.json = json;
        this.relay = relay;
        this.clock = clock;
    }

    @Bean
    static BackgroundLoop agentPushLoop(AgentPush push, StatsProperties settings) {
        return BackgroundLoop.every(settings.pushEvery(), "agent-push", push::pushOnce);
    }

    /// Publishes those who differ from what was published of them, if this replica leads.
    void pushOnce() {
        if (!relay.leads()) {
            // Whatever the other one publishes meanwhile, this one can't know what browsers show.
            published.clear();
            return;
        }
        var all = agents.now(Viewer.ANYBODY);
        var changed = all.stream()
                .filter(agent -> !agent.equals(published.get(agent.agentId())))
                .limit(MOST)
                .toList();
        var listed = all.stream().map(AgentView::agentId).collect(Collectors.toSet());
        var gone = published.keySet().stream()
                .filter(id -> !listed.contains(id))
                .sorted()
                .toList();
        if (!changed.isEmpty() || !gone.isEmpty()) {
            var update = new AgentsUpdate(clock.instant(), changed, gone);
            relay.tell(Channels.AGENT_UPDATES, json.writeValueAsString(update));
            changed.forEach(agent -> published.put(agent.agentId(), agent));
            gone.forEach(published::remove);
        }
    }
}
