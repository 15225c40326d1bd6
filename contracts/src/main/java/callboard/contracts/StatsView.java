package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// The call centre now and over a window, counted by the server: `GET /api/stats`, channel `call-stats`.
///
/// @param timestamp the server's clock, for browsers to set theirs by
/// @param window    `15m`, `30m`, `1h` or `today`
/// @param from      when the window began; whole minutes
/// @param all       every queue together
/// @param queues    each queue, in the order of their ids
public record StatsView(Instant timestamp, String window, Instant from, QueueStats all, List<QueueStats> queues) {

    public StatsView {
        queues = List.copyOf(queues);
    }
}
