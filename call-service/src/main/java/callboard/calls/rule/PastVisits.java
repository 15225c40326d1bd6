package callboard.calls.rule;

import callboard.calls.rule.VisitRepository.Visited;
import callboard.contracts.RuleMeasure;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What waits and talks, of when calls came to queues, were answered there and left. A call that is held talks, too.
final class PastVisits implements PastNumbers {

    /// Something begins in a queue, or ends there.
    ///
    /// @param since since when the call waits or talks that comes or goes
    private record Edge(long second, String queueId, boolean waits, boolean begins, Instant since) {}

    private static final class Standing {
        private final TreeMap<Instant, Integer> waits = new TreeMap<>();
        private int waiting;
        private int active;

        private void happen(Edge edge) {
            int change = edge.begins ? 1 : -1;
            if (edge.waits) {
                waiting += change;
                waits.merge(edge.since, change, (some, more) -> some + more == 0 ? null : some + more);
            } else {
                active += change;
            }
        }
    }

    private final RuleMeasure measure;
    private final VisitRepository visits;
    private final PriorityQueue<Edge> edges = new PriorityQueue<>(
            Comparator.comparingLong(Edge::second).thenComparing(Edge::begins, Comparator.reverseOrder()));
    private final Map<String, Standing> standing = new HashMap<>();
    private boolean isFirst = true;

    PastVisits(RuleMeasure measure, VisitRepository visits) {
        this.measure = measure;
        this.visits = visits;
    }

    @Override
    public Optional<Instant> first() {
        return visits.first();
    }

    /// The first time with the calls that had begun before and went on.
    @Override
    public void read(Instant from, Instant to) {
        (isFirst ? visits.with(from, to) : visits.begunBetween(from, to)).forEach(this::add);
        isFirst = false;
    }

    private void add(Visited visit) {
        var waitsUntil = visit.answeredAt() == null ? visit.leftAt() : visit.answeredAt();
        add(visit.queueId(), true, visit.waitsSince(), visit.enteredAt(), waitsUntil);
        if (visit.answeredAt() != null) {
            add(visit.queueId(), false, visit.answeredAt(), visit.answeredAt(), visit.leftAt());
        }
    }

    private void add(String queueId, boolean waits, Instant since, Instant from, @Nullable Instant until) {
        edges.add(new Edge(second(from), queueId, waits, true, since));
        if (until != null) {
            edges.add(new Edge(second(until), queueId, waits, false, since));
        }
    }

    /// The first whole second at which it has happened.
    private static long second(Instant moment) {
        return moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
    }

    @Override
    public Set<String> advance(long second) {
        var next = edges.peek();
        if (next == null || next.second > second) {
            return Set.of();
        }
        var changed = new HashSet<String>();
        changed.add(RuleHours.ALL);
        while (next != null && next.second <= second) {
            edges.remove();
            standing(RuleHours.ALL).happen(next);
            standing(next.queueId).happen(next);
            changed.add(next.queueId);
            next = edges.peek();
        }
        return changed;
    }

    private Standing standing(String queueId) {
        return standing.computeIfAbsent(queueId, _ -> new Standing());
    }

    @Override
    public Double number(String queueId, long second) {
        var queue = standing(queueId);
        return switch (measure) {
            case WAITING -> (double) queue.waiting;
            case ACTIVE -> (double) queue.active;
            case LONGEST_WAIT ->
                RuleNumbers.secondsSince(
                        queue.waits.isEmpty() ? null : queue.waits.firstKey(), Instant.ofEpochSecond(second));
            case SERVICE_LEVEL,
                    ABANDONMENT_RATE,
                    ABANDONED,
                    ASA,
                    AGENTS_AVAILABLE,
                    AGENTS_ON_CALLS,
                    AGENTS_AWAY,
                    AGENTS_LOGGED_IN,
                    LONGEST_PAUSE ->
                throw new IllegalStateException(measure.word() + " is not of the calls of one moment");
        };
    }

    @Override
    public boolean isGrowing(String queueId) {
        return measure == RuleMeasure.LONGEST_WAIT && !standing(queueId).waits.isEmpty();
    }
}
