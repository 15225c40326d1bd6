package callboard.calls.call;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Remembers for a few seconds which filters mean more calls than are counted: to find that out takes as long as
/// counting
/// so many, and everybody who looks at a long span of time asks again with every page. That it was so a moment
/// ago is
/// told as what it is, a number that there are at least. Times are those of [System#nanoTime()].
@Component
class CappedCounts {

    static final Duration REMEMBERED = Duration.ofSeconds(5);
    static final int MOST = 1000;

    private final Map<CallFilter, Long> since = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallFilter, Long> eldest) {
            return size() > MOST;
        }
    });

    void found(CallFilter filter, long now) {
        var which = filter.anyPage();
        since.remove(which);
        since.put(which, now);
    }

    boolean has(CallFilter filter, long now) {
        var at = since.get(filter.anyPage());
        return at != null && now - at < REMEMBERED.toNanos();
    }
}
