package callboard.simulator.report;

import java.util.Locale;
import java.util.TreeMap;

/// Figures as lines for people.
public final class TextReport {

    private TextReport() {}

    /// One line of a table, with its heading first.
    public static String heading() {
        return "    time  events/s      p50      p90      p99    p99.9      max  ms";
    }

    public static String row(double seconds, double length, Latency latency) {
        return String.format(Locale.ROOT, "%6.0f s  %8.0f %s", seconds, latency.events() / length, figures(latency));
    }

    public static String of(Summary run) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%n%s: %,d events in %.1f s, %,.1f a second (seed %d)%n",
                run.mode(),
                run.latency().events(),
                run.seconds(),
                run.perSecond(),
                run.seed()));
        text.append(String.format(
                Locale.ROOT,
                "%n%-10s      p50      p90      p99    p99.9      max%n%-10s%s%n",
                "latency",
                "ms",
                figures(run.latency())));
        text.append(String.format(Locale.ROOT, "%nanswers%n"));
        new TreeMap<>(run.answers())
                .forEach((label, count) -> text.append(String.format(Locale.ROOT, "  %-40s %,10d%n", label, count)));
        text.append(String.format(
                Locale.ROOT,
                "%ncalls: %,d started, %,d ended, %,d left open%n",
                run.callsStarted(),
                run.callsEnded(),
                run.callsLeftOpen()));
        if (run.refused() > 0) {
            text.append(String.format(Locale.ROOT, "%,d events of these calls were refused (4xx)%n", run.refused()));
        }
        if (run.unsent() > 0) {
            text.append(String.format(Locale.ROOT, "%,d events were not delivered before the end%n", run.unsent()));
        }
        return text.toString();
    }

    /// One line, named, and its figures' names above it.
    public static String latencies(String name, Latency latency) {
        return String.format(
                Locale.ROOT,
                "%-18s      p50      p90      p99    p99.9      max%n%-18s%s%n",
                name,
                "ms",
                figures(latency));
    }

    private static String figures(Latency latency) {
        return String.format(
                Locale.ROOT,
                "%8.1f %8.1f %8.1f %8.1f %8.1f",
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.p999(),
                latency.max());
    }
}
