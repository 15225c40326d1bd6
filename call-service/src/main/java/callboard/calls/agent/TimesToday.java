package callboard.calls.agent;

import callboard.calls.agent.Agents.Known;
import callboard.calls.lifecycle.AgentTimeline;
import callboard.contracts.AgentTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How long each agent was in each state today.
///
/// A large centre's day has hundreds of thousands of stays. They are read and added up some agents at a time, so that
/// they need not all be in memory; what came of many is kept for some seconds, and one adds them up for all who ask.
@Component
class TimesToday {

    /// Whose calls are read together: agents who had so many between them.
    static final int CALLS_AT_ONCE = 2_000;

    // By how many there are and not by how long it took, so that an answer doesn't depend on how busy the machine is.
    private static final int MANY_STAYS = 10_000;
    private static final long KEPT_NANOS = 5_000_000_000L;

    private record Added(Map<String, AgentTimes> of, long at, long stays) {

        boolean isMany() {
            return stays > MANY_STAYS;
        }

        boolean isRecent() {
            return System.nanoTime() - at < KEPT_NANOS;
        }
    }

    private final AgentRepository rows;
    private final Lock adding = new ReentrantLock();
    private volatile @Nullable Added last;

    TimesToday(AgentRepository rows) {
        this.rows = rows;
    }

    /// By agent; of some seconds ago, and without who has come since, where there are many stays.
    Map<String, AgentTimes> of(List<Known> agents, Instant start, Instant now) {
        var before = last;
        if (before != null && !before.isMany()) {
            return add(agents, start, now);
        }
        if (before != null && before.isRecent()) {
            return before.of;
        }
        adding.lock();
        try {
            var meanwhile = last;
            return meanwhile != null && meanwhile.isMany() && meanwhile.isRecent()
                    ? meanwhile.of
                    : add(agents, start, now);
        } finally {
            adding.unlock();
        }
    }

    private Map<String, AgentTimes> add(List<Known> agents, Instant start, Instant now) {
        var times = new HashMap<String, AgentTimes>();
        long stays = 0;
        for (var some : parts(agents)) {
            var theirs = rows.stays(some.stream().map(Known::id).toList(), start);
            for (var agent : some) {
                var ended = theirs.getOrDefault(agent.id(), List.of());
                var all = Stream.concat(agent.live().stream(), ended.stream()).toList();
                times.put(agent.id(), AgentTimeline.times(agent.told(), all, start, now));
                stays += ended.size();
            }
        }
        last = new Added(times, System.nanoTime(), stays);
        return times;
    }

    private static List<List<Known>> parts(List<Known> agents) {
        var parts = new ArrayList<List<Known>>();
        var part = new ArrayList<Known>();
        int calls = 0;
        for (var agent : agents) {
            if (!part.isEmpty() && calls + agent.calls() > CALLS_AT_ONCE) {
                parts.add(List.copyOf(part));
                part.clear();
                calls = 0;
            }
            part.add(agent);
            calls += agent.calls();
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
