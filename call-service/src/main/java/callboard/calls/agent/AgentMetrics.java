package callboard.calls.agent;

import callboard.calls.database.Scraped;
import callboard.contracts.AgentState;
import callboard.contracts.AgentView;
import callboard.contracts.viewer.Viewer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// How many agents are in each state. Every replica reports the same. NaN while the database is unavailable.
@Component
class AgentMetrics implements MeterBinder {

    private final Scraped<Map<AgentState, Long>> counts;

    AgentMetrics(Agents agents) {
        counts = new Scraped<>(
                "What agents do",
                () -> agents.now(Viewer.ANYBODY).stream()
                        .collect(Collectors.groupingBy(AgentView::state, Collectors.counting())));
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var state : AgentState.values()) {
            Gauge.builder("callboard.agents", this, metrics -> metrics.count(state))
                    .tag("state", state.word())
                    .description("Agents in each state, of those whom the list of agents has")
                    .register(meters);
        }
    }

    private double count(AgentState state) {
        return counts.now().map(known -> (double) known.getOrDefault(state, 0L)).orElse(Double.NaN);
    }
}
