package callboard.calls.agent;

import callboard.contracts.AgentState;
import callboard.contracts.AgentView;
import callboard.contracts.viewer.Viewer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// How many agents are in each state, read when they are scraped and no more often than once a second. Every replica
/// reports the same. NaN while the database is unavailable.
@Component
class AgentMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(AgentMetrics.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Agents agents;
    private @Nullable Map<AgentState, Long> counts;
    private boolean unavailable;
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    AgentMetrics(Agents agents) {
        this.agents = agents;
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

    private synchronized double count(AgentState state) {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            counts = ask();
            askedAt = System.nanoTime();
        }
        return counts == null ? Double.NaN : counts.getOrDefault(state, 0L);
    }

    private @Nullable Map<AgentState, Long> ask() {
        try {
            var found = agents.now(Viewer.ANYBODY).stream()
                    .collect(Collectors.groupingBy(AgentView::state, Collectors.counting()));
            unavailable = false;
            return found;
        } catch (DataAccessException | TransactionException failure) {
            if (!unavailable) {
                log.warn("Agents can't be counted now ({}); their meters are NaN until they can", failure.getMessage());
                unavailable = true;
            }
            return null;
        }
    }
}
