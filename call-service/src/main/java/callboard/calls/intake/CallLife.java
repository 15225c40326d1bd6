package callboard.calls.intake;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import callboard.calls.intake.Batch.Change;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Incidents;
import callboard.contracts.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a transaction makes of one call, in order: what alerts of it may end by.
///
/// @param changes not empty; those that take others back come before what came of the call instead
record CallLife(List<Change> changes) {

    /// The calls of which an alert may end, or may have to be judged anew; none where no call had or has any.
    static Map<String, CallLife> thatMayClear(List<Change> changes) {
        if (changes.stream().noneMatch(CallLife::mayClear)) {
            return Map.of();
        }
        Map<String, CallLife> lives = changes.stream()
                .collect(groupingBy(
                        change -> change.after().id(), LinkedHashMap::new, collectingAndThen(toList(), CallLife::new)));
        lives.values().removeIf(life -> life.changes.stream().noneMatch(CallLife::mayClear));
        return lives;
    }

    private static boolean mayClear(Change change) {
        return change.times() < 0
                || change.before() != null && Incidents.mayBeOpen(change.before())
                || Incidents.mayBeOpen(change.after());
    }

    boolean isToldAnew() {
        return changes.stream().anyMatch(change -> change.times() < 0);
    }

    /// When the alert was over: at the first change after the last state in which it was so; null while it is so.
    ///
    /// @param now the call as it stands
    @Nullable
    Instant over(Alert alert, CallState now) {
        if (!Incidents.isOver(alert, now)) {
            return null;
        }
        var standing = standing();
        int next = 0;
        for (int i = 0; i < standing.size(); i++) {
            // A warning is no change of its own: it is seen in the state that the following one begins with.
            var following = i + 1 < standing.size() ? standing.get(i + 1).before() : null;
            if (!Incidents.isOver(alert, standing.get(i).after())
                    || following != null && !Incidents.isOver(alert, following)) {
                next = i + 1;
            }
        }
        return standing.get(Math.min(next, standing.size() - 1)).at();
    }

    /// Where the call was told anew, what came of that.
    private List<Change> standing() {
        int from = changes.size();
        while (from > 0 && changes.get(from - 1).times() > 0) {
            from--;
        }
        return changes.subList(from, changes.size());
    }
}
