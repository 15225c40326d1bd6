package callboard.calls.channel;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one message tells.
///
/// @param raised         alerts that were raised, in the order in which they were
/// @param cleared        alerts that were told before, and are over
/// @param board          where people look at them; absent where nobody said under which address Callboard is opened
/// @param acknowledgment where who reads it may take them; absent where there is nothing to take
record Digest(
        List<Alert> raised,
        List<Alert> cleared,
        @Nullable String board,
        @Nullable String acknowledgment) {

    // More is no reading matter.
    private static final int LINES = 10;
    private static final int QUEUES = 5;

    Digest {
        raised = List.copyOf(raised);
        cleared = List.copyOf(cleared);
    }

    /// In a line: of one alert what it says, of several how many of which queues.
    String title() {
        if (raised.size() + cleared.size() == 1) {
            return line(raised.isEmpty() ? cleared.getFirst() : raised.getFirst());
        }
        return Stream.of(summary(raised, "alerts", "alert"), summary(cleared, "over", "over"))
                .filter(part -> !part.isEmpty())
                .collect(joining("; "));
    }

    private static String summary(List<Alert> alerts, String many, String one) {
        if (alerts.isEmpty()) {
            return "";
        }
        var byQueue = alerts.stream()
                .collect(groupingBy(alert -> Objects.requireNonNullElse(alert.queueId(), "all queues"), counting()));
        var names = byQueue.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(QUEUES)
                .map(queue -> byQueue.size() == 1 ? queue.getKey() : queue.getKey() + " " + queue.getValue())
                .collect(joining(", "));
        var more = byQueue.size() > QUEUES ? " and %d more queues".formatted(byQueue.size() - QUEUES) : "";
        return "%d %s: %s%s".formatted(alerts.size(), alerts.size() == 1 ? one : many, names, more);
    }

    /// One for each alert, breaches first, as many as can be read; then how many more there are.
    List<String> lines() {
        var lines = new ArrayList<String>();
        Stream.concat(raised.stream().sorted(Comparator.comparing(Digest::isWarning)), cleared.stream())
                .limit(LINES)
                .map(Digest::line)
                .forEach(lines::add);
        int more = raised.size() + cleared.size() - lines.size();
        if (more > 0) {
            lines.add("and %d more".formatted(more));
        }
        return lines;
    }

    private static boolean isWarning(Alert alert) {
        return alert.level() == AlertLevel.WARNING;
    }

    private static String line(Alert alert) {
        var sign = alert.clearedAt() != null ? "✅ Over" : isWarning(alert) ? "⚠️ Warning" : "🔴 Breach";
        var queue = alert.queueId() == null ? "" : " [" + alert.queueId() + "]";
        return sign + queue + ": " + alert.message();
    }
}
