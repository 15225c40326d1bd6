package callboard.calls.rule;

import callboard.calls.stats.Counts;
import callboard.calls.stats.MinuteCounts;
import callboard.calls.stats.MinuteCounts.Minute;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.RuleMeasure;
import callboard.contracts.StatsWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is counted over a window, of what was counted of minutes.
final class PastMinutes implements PastNumbers {

    private final RuleMeasure measure;
    private final StatsWindow window;
    private final MinuteCounts minutes;
    private final StatsProperties calendar;
    private final ArrayDeque<Minute> coming = new ArrayDeque<>();
    private final ArrayDeque<Minute> counted = new ArrayDeque<>();
    private final Map<String, Counts> sums = new HashMap<>();
    private boolean isFirst = true;
    private long next = Long.MIN_VALUE;

    PastMinutes(RuleMeasure measure, StatsWindow window, MinuteCounts minutes, StatsProperties calendar) {
        this.measure = measure;
        this.window = window;
        this.minutes = minutes;
        this.calendar = calendar;
    }

    @Override
    public Optional<Instant> first() {
        return minutes.first();
    }

    /// The first time with what the window reaches back to.
    @Override
    public void read(Instant from, Instant to) {
        coming.addAll(minutes.between(isFirst ? calendar.begin(window, from) : nextMinute(from), nextMinute(to)));
        isFirst = false;
    }

    @Override
    public Set<String> advance(long second) {
        if (second < next) {
            return Set.of();
        }
        next = Math.floorDiv(second, 60) * 60 + 60;
        var now = Instant.ofEpochSecond(second);
        var begin = calendar.begin(window, now);
        var changed = new HashSet<String>();
        while (!coming.isEmpty() && !coming.getFirst().minute().isAfter(now)) {
            var minute = coming.removeFirst();
            counted.addLast(minute);
            add(minute, 1, changed);
        }
        while (!counted.isEmpty() && counted.getFirst().minute().isBefore(begin)) {
            add(counted.removeFirst(), -1, changed);
        }
        return changed;
    }

    private void add(Minute minute, int times, Set<String> changed) {
        var counts = minute.counts().times(times);
        sums.merge(RuleHours.ALL, counts, Counts::plus);
        changed.add(RuleHours.ALL);
        if (!minute.queueId().isEmpty()) {
            sums.merge(minute.queueId(), counts, Counts::plus);
            changed.add(minute.queueId());
        }
    }

    @Override
    public @Nullable Double number(String queueId, long second) {
        var counts = sums.getOrDefault(queueId, Counts.NONE);
        return switch (measure) {
            case SERVICE_LEVEL -> counts.serviceLevel();
            case ABANDONMENT_RATE -> counts.abandonmentRate();
            case ABANDONED -> (double) counts.abandoned();
            case ASA -> counts.asa();
            case WAITING,
                    LONGEST_WAIT,
                    ACTIVE,
                    AGENTS_AVAILABLE,
                    AGENTS_ON_CALLS,
                    AGENTS_AWAY,
                    AGENTS_LOGGED_IN,
                    LONGEST_PAUSE -> throw new IllegalStateException(measure.word() + " is not counted over a window");
        };
    }

    @Override
    public boolean isGrowing(String queueId) {
        return false;
    }

    private static Instant nextMinute(Instant moment) {
        return moment.plus(1, ChronoUnit.MINUTES).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    }
}
