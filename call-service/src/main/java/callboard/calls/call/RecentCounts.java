package callboard.calls.call;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Remembers large counts for a few seconds: to count takes as long as there are calls to be counted, and everybody who
/// looks at a long list asks again with every page. Times are those of [System#nanoTime()].
@Component
class RecentCounts {

    static final Duration REMEMBERED = Duration.ofSeconds(5);
    static final int MOST = 1000;
    /// As many as a page can show are counted anew each time, so that a total never contradicts the rows beside it.
    static final int FEW = CallFilter.MOST;

    private record Counted(Total total, long at) {}

    private final Map<CallFilter, Counted> counts = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallFilter, Counted> eldest) {
            return size() > MOST;
        }
    });

    /// What is remembered already is not remembered for longer by being asked for again.
    void found(CallFilter filter, Total total, long now) {
        if ((total.atLeast() || total.matching() > FEW) && of(filter, now) == null) {
            var which = filter.anyPage();
            counts.remove(which);
            counts.put(which, new Counted(total, now));
        }
    }

    @Nullable
    Total of(CallFilter filter, long now) {
        var counted = counts.get(filter.anyPage());
        return counted != null && now - counted.at < REMEMBERED.toNanos() ? counted.total : null;
    }
}
