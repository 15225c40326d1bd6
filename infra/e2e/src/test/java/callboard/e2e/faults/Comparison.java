package callboard.e2e.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How what Callboard has made of calls differs from what they were.
final class Comparison {

    private static final Duration EXACT = Duration.ofMillis(100);
    // Its lines have whole seconds.
    private static final Duration OF_A_LOG = Duration.ofMillis(1100);

    private final Duration tolerance;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> fields = new TreeMap<>();
    private int lost;
    private int invented;
    private int same;
    int touched;
    int unseen;

    Comparison(boolean isOfALog) {
        tolerance = isOfALog ? OF_A_LOG : EXACT;
    }

    void lost(String id) {
        lost++;
        wrong.add(id + " is lost");
    }

    void invented(String id) {
        invented++;
        wrong.add(id + " is invented");
    }

    void compare(String id, ExpectedCall call, FoundCall made) {
        int before = wrong.size();
        compare(id, "queues", call.queues, made.queues());
        compare(id, "agents", call.agents, made.agents());
        compare(id, "outcome", call.endReason, made.endReason());
        compare(id, "began", call.times.getFirst(), made.startedAt());
        compare(id, "answered", call.answeredAt, made.answeredAt());
        compare(id, "ended", call.endedAt, made.endedAt());
        if (tolerance.equals(EXACT)) {
            compare(id, "held", Instant.EPOCH.plus(call.held), Instant.EPOCH.plus(made.held()));
        }
        same += wrong.size() == before ? 1 : 0;
    }

    void compare(String id, String field, @Nullable Object was, @Nullable Object made) {
        if (!isSame(was, made)) {
            fields.merge(field, 1, Integer::sum);
            wrong.add("%s: %s %s, was %s".formatted(id, field, made, was));
        }
    }

    private boolean isSame(@Nullable Object was, @Nullable Object made) {
        return was instanceof Instant one && made instanceof Instant other
                ? Duration.between(one, other).abs().compareTo(tolerance) <= 0
                : Objects.equals(was, made);
    }

    List<String> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return "lost %d, invented %d, different %s; %d the same, %d touched by a fault, %d came and went unheard"
                .formatted(lost, invented, fields.isEmpty() ? "0" : fields.toString(), same, touched, unseen);
    }
}
