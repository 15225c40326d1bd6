package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// What is wrong in the database, in numbers.
///
/// @param lost       acknowledged events that it does not hold
/// @param duplicated events of senders that it holds beyond those acknowledged once
/// @param gaps       calls whose sequences are not 1, 2, 3 …
/// @param unlike     calls whose row is not what a replay of their events gives
record Verification(int lost, int duplicated, int gaps, int unlike) {

    static Verification of(Stored stored, Map<String, List<UUID>> acknowledged) {
        int lost = 0;
        int duplicated = 0;
        int gaps = 0;
        int unlike = 0;
        for (var call : acknowledged.entrySet()) {
            var history = stored.histories().getOrDefault(call.getKey(), List.of());
            lost += beyond(call.getValue(), reported(history));
            duplicated += beyond(reported(history), call.getValue());
        }
        for (var call : stored.calls().values()) {
            // The schema sees to it that no event is without its call.
            var history = stored.histories().getOrDefault(call.id(), List.of());
            gaps += isUnbroken(history, call) ? 0 : 1;
            unlike += !history.isEmpty() && Replay.of(history).equals(call) ? 0 : 1;
            duplicated +=
                    acknowledged.containsKey(call.id()) ? 0 : reported(history).size();
        }
        return new Verification(lost, duplicated, gaps, unlike);
    }

    /// How many of these are not among those, each counted as often as it occurs.
    private static int beyond(List<UUID> these, List<UUID> those) {
        var rest = new ArrayList<>(these);
        those.forEach(rest::remove);
        return rest.size();
    }

    /// Without what Callboard noticed by itself.
    private static List<UUID> reported(List<CallEvent> history) {
        return history.stream()
                .filter(event -> event.metadata() == null
                        || !"system".equals(event.metadata().by()))
                .map(CallEvent::id)
                .toList();
    }

    private static boolean isUnbroken(List<CallEvent> history, Call call) {
        return call.sequence() == history.size()
                && history.stream()
                        .map(CallEvent::sequence)
                        .toList()
                        .equals(IntStream.rangeClosed(1, history.size()).boxed().toList())
                && new HashSet<>(history.stream().map(CallEvent::id).toList()).size() == history.size();
    }
}
