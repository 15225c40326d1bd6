package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// The call centre now, counted by the server: `GET /api/stats`.
///
/// @param timestamp the server's clock, for browsers to set theirs by
/// @param all       every queue together
/// @param queues    each queue, in the order of their ids
public record StatsView(Instant timestamp, QueueStats all, List<QueueStats> queues) {

    public StatsView {
        queues = List.copyOf(queues);
    }
}
