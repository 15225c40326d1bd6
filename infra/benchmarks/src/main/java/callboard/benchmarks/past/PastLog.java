package callboard.benchmarks.past;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// A [queue_log](https://docs.asterisk.org/Configuration/Applications/Queue-Logs/) of a call centre's past: 20 queues,
/// 200 agents, of 20 calls 16 answered, 3 abandoned and 1 timed out, each fourth of the answered after another agent's
/// phone had rung out.
final class PastLog {

    private static final int QUEUES = 20;
    private static final int AGENTS = 200;
    private static final double MEAN_WAIT_SECONDS = 15;

    private record Line(long second, long number, String text) {}

    private final String run;
    private final Random random;
    private final PriorityQueue<Line> coming =
            new PriorityQueue<>(Comparator.comparingLong(Line::second).thenComparingLong(Line::number));
    private long lines;

    /// @param run begins the id of every call
    PastLog(String run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /// Calls that begin evenly spread over the time.
    ///
    /// @return how many lines it has
    long write(Path file, long calls, Instant until, Duration over) throws IOException {
        var begin = until.minus(over);
        try (var log = Files.newBufferedWriter(file)) {
            for (long call = 0; call < calls; call++) {
                long second = begin.getEpochSecond() + over.toSeconds() * call / calls;
                add(call, second);
                writeUntil(second, log);
            }
            writeUntil(Long.MAX_VALUE, log);
        }
        return lines;
    }

    private void writeUntil(long second, Writer log) throws IOException {
        for (var next = coming.peek(); next != null && next.second < second; next = coming.peek()) {
            log.write(coming.remove().text);
        }
    }

    private void add(long number, long second) {
        var call = "%s-%d.%d".formatted(run, second, number);
        var queue = "past_" + random.nextInt(QUEUES);
        add(second, call, queue, "NONE", "ENTERQUEUE||+1555%07d|1".formatted(number % 10_000_000));
        long waits = 1 + Math.round(MEAN_WAIT_SECONDS * -Math.log(1 - random.nextDouble()));
        switch ((int) (number % 20)) {
            case 0, 7, 13 -> add(second + waits, call, queue, "NONE", "ABANDON|1|1|" + waits);
            case 19 -> add(second + waits, call, queue, "NONE", "EXITWITHTIMEOUT|1|1|" + waits);
            default -> {
                if (number % 4 == 1) {
                    add(second + waits, call, queue, agent(), "RINGNOANSWER|15000");
                    waits += 5;
                }
                var agent = agent();
                long talks = 20L + random.nextInt(400);
                add(second + waits, call, queue, agent, "CONNECT|%d|%s-b|3".formatted(waits, call));
                add(second + waits + talks, call, queue, agent, "COMPLETECALLER|%d|%d|1".formatted(waits, talks));
            }
        }
    }

    private String agent() {
        return "Agent " + random.nextInt(AGENTS);
    }

    private void add(long second, String call, String queue, String agent, String event) {
        coming.add(new Line(second, lines, "%d|%s|%s|%s|%s%n".formatted(second, call, queue, agent, event)));
        lines++;
    }
}
