package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxBatch;
import java.time.Duration;

/// Above which id the oldest rows are looked for. Rows that are gone stay in the index until the database tidies
/// up, and each query from the bottom passes by all of them.
///
/// Ids are drawn before they are committed: a row may turn up below others that went out before, and a later one
/// of its call right after it. So an id becomes the watermark only when all transactions have ended that were
/// there when it was seen, and what they left below it went out. A transaction that stores a row has its number
/// before the row has its id.
///
/// A database that was set back gives lower ids again; for these, everything is looked at once a second. Times
/// are those of [System#nanoTime()].
final class OutboxWatermark {

    /// Below every id.
    static final long BOTTOM = 0;

    static final Duration WHOLE_EVERY = Duration.ofSeconds(1);

    private static final long NOTHING = 0;

    private long watermark = BOTTOM;
    private long next = BOTTOM;
    private long awaited = NOTHING;
    private long wholeAt;

    OutboxWatermark(long now) {
        wholeAt = now;
    }

    /// Where the next query starts.
    long low(long now) {
        if (now - wholeAt >= WHOLE_EVERY.toNanos()) {
            wholeAt = now;
            return BOTTOM;
        }
        return watermark;
    }

    /// All that the batch held was published, and it held something.
    void acknowledge(OutboxBatch batch) {
        long last = batch.rows().getLast().id();
        if (batch.rows().getFirst().id() <= watermark) {
            reset();
        }
        if (awaited != NOTHING && batch.oldestRunning() >= awaited && (batch.isAll() || last >= next)) {
            watermark = next;
            awaited = NOTHING;
        }
        if (awaited == NOTHING && batch.own().isPresent()) {
            next = last;
            awaited = batch.own().getAsLong();
        }
    }

    /// Something may be left anywhere.
    void reset() {
        watermark = BOTTOM;
        next = BOTTOM;
        awaited = NOTHING;
    }
}
