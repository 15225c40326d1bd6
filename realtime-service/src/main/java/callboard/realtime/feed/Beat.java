package callboard.realtime.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is published again and again, known by its sender, and must be heard by the sender itself.
///
/// Checks are counted, and time isn't taken, so that a process that was suspended itself does not blame Redis.
final class Beat {

    // A Redis that is slow for once is waited for.
    private static final int SILENT_AFTER = 5;
    // What Redis has taken it has passed on: where beats that it took are not heard, they were published elsewhere.
    private static final int ELSEWHERE_AFTER = 2;

    private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicBoolean heard = new AtomicBoolean(true);
    private int unheard;
    private int unheardThoughTaken;

    byte[] id() {
        return id;
    }

    void reset() {
        unheard = 0;
        unheardThoughTaken = 0;
        taken.set(false);
        heard.set(true);
    }

    void hear(byte[] beat) {
        if (Arrays.equals(beat, id)) {
            heard.set(true);
        }
    }

    void published(CompletionStage<Long> answer) {
        answer.whenComplete((_, refused) -> taken.set(refused == null));
    }

    /// Before the next is published: looks for the last one.
    void look() {
        boolean isTaken = taken.getAndSet(false);
        boolean isHeard = heard.getAndSet(false);
        unheard = isHeard ? 0 : unheard + 1;
        unheardThoughTaken = isHeard ? 0 : unheardThoughTaken + (isTaken ? 1 : 0);
    }

    /// Whether none was heard for long, taken or not.
    boolean isSilent() {
        return unheard >= SILENT_AFTER;
    }

    /// Whether some were taken that were not heard.
    boolean isElsewhere() {
        return unheardThoughTaken >= ELSEWHERE_AFTER;
    }
}
