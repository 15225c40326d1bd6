package callboard.calls.stats;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What service level each queue aimed at, and when.
final class Targets {

    private final Map<String, TreeMap<Instant, Integer>> percents = new HashMap<>();

    void add(String queueId, Instant since, int percent) {
        percents.computeIfAbsent(queueId, _ -> new TreeMap<>()).put(since, percent);
    }

    /// Just before a moment; of the time before there was such a queue, its first.
    int percent(String queueId, Instant moment) {
        var known = Objects.requireNonNull(percents.get(queueId));
        return Objects.requireNonNullElseGet(known.lowerEntry(moment), known::firstEntry)
                .getValue();
    }
}
