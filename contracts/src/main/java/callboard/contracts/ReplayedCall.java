package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// A call in a [Replay].
///
/// @param spans in the order of time, without what was over before; those in queues that the viewer doesn't see are
///         left out
public record ReplayedCall(String callId, CallType type, Instant startTime, List<ReplayedSpan> spans) {

    public ReplayedCall {
        spans = List.copyOf(spans);
    }
}
