package callboard.calls.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Writes the access log's lines to standard output, many at once and on a thread of its own: no request waits
/// for a terminal, a pipe or a disk. Lines that come faster than they can be written are dropped, and counted.
@Component
class AccessLines implements DisposableBean {

    /// A second of the most that comes, in a few megabytes.
    private static final int MOST_WAITING = 8192;
    private static final int MOST_AT_ONCE = 512;
    /// Waking a thread for each line would cost more than the line.
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final BlockingQueue<AccessLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final String service;
    private final boolean forMachines;
    private final Counter dropped;
    private final Thread writer;

    AccessLines(Environment environment, MeterRegistry meters) {
        service = environment.getProperty("spring.application.name", "call-service");
        forMachines = !environment
                .getProperty("logging.structured.format.console", "")
                .isEmpty();
        dropped = Counter.builder("callboard.access.log.dropped")
                .description("Lines of the access log that came faster than they could be written")
                .register(meters);
        writer = Thread.ofPlatform().name("access-log").daemon().start(this::writeUntilTheEnd);
    }

    /// Never waits.
    void add(AccessLine line) {
        if (!waiting.offer(line)) {
            dropped.increment();
        }
    }

    private void writeUntilTheEnd() {
        try {
            while (!ending.await(BETWEEN_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private void write() {
        var lines = new ArrayList<AccessLine>(MOST_AT_ONCE);
        while (waiting.drainTo(lines, MOST_AT_ONCE) > 0) {
            var text = new StringBuilder(MOST_AT_ONCE * 128);
            for (var line : lines) {
                append(line, text);
            }
            lines.clear();
            // In one piece, so that no other line comes in between.
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    private void append(AccessLine line, StringBuilder text) {
        if (forMachines) {
            line.asJson(service, text);
        } else {
            line.asText(text);
        }
    }

    /// What was answered is still logged, after the last answer.
    @Override
    public void destroy() throws InterruptedException {
        ending.countDown();
        if (!writer.join(LONGEST_END)) {
            // Not by the log, which goes to the same standard output and would wait for it, too.
            System.err.println(
                    "Standard output takes nothing; " + waiting.size() + " lines of the access log are given up");
        }
    }
}
