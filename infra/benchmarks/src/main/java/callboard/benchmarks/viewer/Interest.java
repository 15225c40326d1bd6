package callboard.benchmarks.viewer;

import java.util.List;

/// What a viewer watches.
///
/// @param feed  whether it is in the dashboard feed: new calls of all queues, alerts, the wallboard's numbers
/// @param calls the calls it watches
public record Interest(boolean feed, List<String> calls) {

    public Interest {
        calls = List.copyOf(calls);
    }

    public static Interest inFeed() {
        return new Interest(true, List.of());
    }

    public static Interest inCalls(List<String> calls) {
        return new Interest(false, calls);
    }
}
