package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What Redis took from this replica last: a master that fails may take it along, since replicas follow it a little
/// later. Sent in numbered parts. Not safe for use by several threads.
final class SentMessages {

    // Longer than a failover takes, and than a master that was paused goes on as if it were still one.
    static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_ROWS = 10_000;

    private final Deque<Part> parts = new ArrayDeque<>();
    private long number;
    private int rows;

    record Part(long number, List<OutboxRow> rows, long sentAt) {}

    /// The last part's; 0 when none was sent.
    long number() {
        return number;
    }

    void add(List<OutboxRow> sent, long now) {
        parts.add(new Part(++number, List.copyOf(sent), now));
        rows += sent.size();
        forget(now);
    }

    /// What was sent so long ago that nobody asks for it, also where nothing has been sent since.
    void forget(long now) {
        while (rows > MOST_ROWS || !parts.isEmpty() && now - parts.getFirst().sentAt() > KEPT.toNanos()) {
            rows -= parts.removeFirst().rows().size();
        }
    }

    /// Those that were sent after that one, in order, as far as they are kept.
    List<Part> after(long known) {
        return parts.stream().filter(part -> part.number() > known).toList();
    }
}
