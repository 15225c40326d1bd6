package callboard.calls.rule;

import callboard.calls.agent.AgentCounts;
import callboard.calls.agent.AgentPast;
import callboard.calls.agent.AgentPast.Doing;
import callboard.contracts.RuleMeasure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What agents did, of what was told of them and of their calls.
final class PastAgents implements PastNumbers {

    private static final class Standing {
        private final TreeMap<Instant, Integer> away = new TreeMap<>();
        private AgentCounts counts = AgentCounts.NONE;

        private void add(AgentCounts agent, int times) {
            var since = agent.awaySince();
            if (since != null) {
                away.merge(since, times, (some, more) -> some + more == 0 ? null : some + more);
            }
            counts = new AgentCounts(
                    counts.available() + times * agent.available(),
                    counts.onCalls() + times * agent.onCalls(),
                    counts.away() + times * agent.away(),
                    away.isEmpty() ? null : away.firstKey());
        }
    }

    private final RuleMeasure measure;
    private final AgentPast past;
    private final ArrayDeque<Doing> coming = new ArrayDeque<>();
    private final Map<String, Doing> doing = new HashMap<>();
    private final Map<String, Standing> standing = new HashMap<>();

    PastAgents(RuleMeasure measure, AgentPast past) {
        this.measure = measure;
        this.past = past;
    }

    @Override
    public Optional<Instant> first() {
        return past.first();
    }

    /// Each piece says of every agent anew what they do when it begins. Of whom it says nothing nothing goes on.
    @Override
    public void read(Instant from, Instant to) {
        var all = past.between(from, to);
        var known = new HashSet<String>();
        all.forEach(each -> known.add(each.agentId()));
        doing.keySet().stream()
                .filter(agent -> !known.contains(agent))
                .forEach(agent -> coming.add(new Doing(agent, from, AgentCounts.NONE, Set.of())));
        coming.addAll(all);
    }

    @Override
    public Set<String> advance(long second) {
        var now = Instant.ofEpochSecond(second);
        var next = coming.peekFirst();
        if (next == null || next.from().isAfter(now)) {
            return Set.of();
        }
        var changed = new HashSet<String>();
        changed.add(RuleHours.ALL);
        while (next != null && !next.from().isAfter(now)) {
            coming.removeFirst();
            var before = doing.put(next.agentId(), next);
            if (before != null) {
                add(before, -1, changed);
            }
            add(next, 1, changed);
            next = coming.peekFirst();
        }
        return changed;
    }

    private void add(Doing agent, int times, Set<String> changed) {
        standing(RuleHours.ALL).add(agent.does(), times);
        for (var queue : agent.queues()) {
            standing(queue).add(agent.does(), times);
            changed.add(queue);
        }
    }

    private Standing standing(String queueId) {
        return standing.computeIfAbsent(queueId, _ -> new Standing());
    }

    @Override
    public @Nullable Double number(String queueId, long second) {
        return RuleNumbers.number(measure, standing(queueId).counts, Instant.ofEpochSecond(second));
    }

    @Override
    public boolean isGrowing(String queueId) {
        return measure == RuleMeasure.LONGEST_PAUSE && standing(queueId).counts.awaySince() != null;
    }
}
