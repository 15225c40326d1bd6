package callboard.calls.stats;

import org.jspecify.annotations.Nullable;

/// The service level that several queues aim at together: each weighs as much as was offered to it.
final class TargetSum {

    private long offered;
    private long percents;

    void add(Counts counts, int percent) {
        offered += counts.targeted();
        percents += counts.targeted() * percent;
    }

    /// From 0 to 1; absent when nothing was offered.
    @Nullable
    Double level() {
        return offered == 0 ? null : percents / (100.0 * offered);
    }
}
