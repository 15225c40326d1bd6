package callboard.simulator.traffic;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// What is planned, in the order of its time; the centre's clock goes from one plan to the next.
final class Timeline {

    private record Plan(Duration at, long number, BooleanSupplier valid, Runnable action) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparingLong(Plan::number));
    private Duration now = Duration.ZERO;
    private long planned;

    Duration now() {
        return now;
    }

    void after(Duration delay, BooleanSupplier valid, Runnable action) {
        plans.add(new Plan(now.plus(delay), planned++, valid, action));
    }

    /// Lets the next plan come true; false when nothing is planned any more.
    boolean advance() {
        var plan = plans.poll();
        if (plan == null) {
            return false;
        }
        if (plan.valid.getAsBoolean()) {
            now = plan.at;
            plan.action.run();
        }
        return true;
    }

    void clear() {
        plans.clear();
    }
}
