package callboard.simulator.report;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// What a run has come to so far; any number of threads write to it, one reads.
public final class Measurements {

    private static final int DIGITS = 3;

    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Recorder latencies = new Recorder(DIGITS);
    private final Histogram all = new Histogram(DIGITS);
    private @Nullable Histogram window;

    /// An answer came, of the status or the like that the label names.
    public void answered(String label) {
        answers.computeIfAbsent(label, _ -> new LongAdder()).increment();
    }

    /// No answer came.
    public void unanswered(IOException why) {
        answered("no answer (" + why.getClass().getSimpleName() + ")");
    }

    /// An event was answered for good, so long after it should have gone out.
    public void delivered(Duration latency) {
        latencies.recordValue(Math.max(0, latency.toNanos() / 1000));
    }

    /// Several events were answered by one answer.
    public void delivered(Duration latency, int events) {
        latencies.recordValueWithCount(Math.max(0, latency.toNanos() / 1000), events);
    }

    /// What came since the last call of this.
    public Latency sinceLast() {
        window = latencies.getIntervalHistogram(window);
        all.add(window);
        return Latency.of(window);
    }

    /// Everything up to the last call of [#sinceLast()].
    public Latency inAll() {
        return Latency.of(all);
    }

    /// What went wrong on the way and was tried again, in words; empty if nothing.
    public String trouble() {
        var troubles = answers().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("no answer")
                        || answer.getKey().startsWith("5"))
                .map(answer -> answer.getValue() + " × " + answer.getKey())
                .collect(Collectors.joining(", "));
        return troubles.isEmpty() ? "" : "; tried again: " + troubles;
    }

    /// Answers by status, in order.
    public Map<String, Long> answers() {
        var sums = new TreeMap<String, Long>();
        answers.forEach((label, count) -> sums.put(label, count.sum()));
        return sums;
    }
}
