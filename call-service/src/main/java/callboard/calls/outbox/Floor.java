package callboard.calls.outbox;

import java.time.Duration;

import callboard.calls.outbox.OutboxRows.Look;

/// Above which id the oldest rows are looked for. Rows that are gone stay in the index until the database tidies up, and
/// whoever begins at the bottom passes by all of them, with every look.
///
/// Ids are drawn before they are committed: a row may turn up below others that went out before, and a later one of its
/// call right after it. So an id becomes the floor only when all transactions have ended that were there when it was seen,
/// and what they left below it went out. A transaction that stores a row has its number before the row has its id.
///
/// A database that was set back gives lower ids again; for these, everything is looked at once a second. Times are those of
/// [System#nanoTime()].
final class Floor {

    /// Below every id.
    static final long BOTTOM = 0;

    static final Duration WHOLE_EVERY = Duration.ofSeconds(1);

    private static final long NOTHING = 0;

    private long floor = BOTTOM;
    private long next = BOTTOM;
    private long awaited = NOTHING;
    private long wholeAt;

    Floor(long now) {
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

    /// All that the look found went out, and it found something.
    void wentOut(Look look) {
        long last = look.rows().getLast().id();
        if (look.rows().getFirst().id() <= floor) {
            fall();
        }
        if (awaited != NOTHING && look.oldestRunning() >= awaited && (look.isAll() || last >= next)) {
            floor = next;
            awaited = NOTHING;
        }
        if (awaited == NOTHING && look.own().isPresent()) {
            next = last;
            awaited = look.own().getAsLong();
        }
    }

    /// Something may be left anywhere.
    void fall() {
        floor = BOTTOM;
        next = BOTTOM;
        awaited = NOTHING;
    }
}
