package callboard.calls.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/// Above which id the oldest row is looked for. Rows that are gone stay in the index until the database tidies up, and
/// whoever begins at the bottom passes by all of them, with every round.
///
/// Ids are drawn before they are committed, so a row may turn up below others that went out before. The floor follows
/// behind what went out, by more than a transaction takes; and the whole outbox is looked at once a second, for rows of
/// one that took longer. Times are those of [System#nanoTime()].
final class Floor {

    /// Below every id.
    static final long BOTTOM = 0;

    static final Duration BEHIND = Duration.ofMillis(500);
    static final Duration WHOLE_EVERY = Duration.ofSeconds(1);

    private long floor = BOTTOM;
    private long next = BOTTOM;
    private long latest = BOTTOM;
    private long nextSince;
    private long wholeAt;

    Floor(long now) {
        nextSince = now;
        wholeAt = now;
    }

    /// From where on to look now.
    long above(long now) {
        if (now - wholeAt >= WHOLE_EVERY.toNanos()) {
            wholeAt = now;
            return BOTTOM;
        }
        return floor;
    }

    /// Rows went out, and nothing of what was looked at with them stayed behind.
    void wentOut(Collection<Long> ids, long now) {
        latest = ids.isEmpty() ? latest : Collections.max(ids);
        if (now - nextSince >= BEHIND.toNanos()) {
            floor = next;
            next = latest;
            nextSince = now;
        }
    }

    /// Something may be left anywhere below.
    void fall(long now) {
        floor = BOTTOM;
        next = BOTTOM;
        latest = BOTTOM;
        nextSince = now;
    }
}
