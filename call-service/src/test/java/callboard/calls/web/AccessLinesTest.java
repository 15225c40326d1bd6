package callboard.calls.web;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class AccessLinesTest {

    private final PrintStream before = System.out;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockEnvironment environment = new MockEnvironment();

    /// Standard output as it is while nobody reads from it.
    private static final class Stalled extends OutputStream {

        private final CountDownLatch moving = new CountDownLatch(1);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private volatile boolean waitedFor;

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("Lines come many at once");
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            waitedFor = true;
            try {
                moving.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            written.write(bytes, from, length);
        }

        synchronized String text() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    @AfterEach
    void putBack() {
        System.setOut(before);
    }

    @Test
    void aRequestNeverWaitsForItsLine() throws Exception {
        var stalled = new Stalled();
        System.setOut(new PrintStream(stalled, false, StandardCharsets.UTF_8));
        var lines = new AccessLines(environment, meters);
        lines.add(line("/first", null));
        await().atMost(ofSeconds(30)).until(() -> stalled.waitedFor);

        for (int i = 0; i < 10_000; i++) {
            lines.add(line("/later", null));
        }
        assertThat(dropped()).isEqualTo(10_000 - 8192);

        stalled.moving.countDown();
        lines.destroy();
        assertThat(stalled.text().lines()).hasSize(1 + 8192).first().asString().contains("GET /first 200 in 1.5 ms");
    }

    @Test
    void nothingThatIsSentMakesALineOfItsOwn() throws Exception {
        environment.setProperty("logging.structured.format.console", "logstash");
        environment.setProperty("spring.application.name", "call-service");
        var odd = "/\"}\n{\\ü\u2028";
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, false, StandardCharsets.UTF_8));
        var lines = new AccessLines(environment, meters);
        lines.add(line(odd, odd));
        lines.destroy();

        var text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.chars().filter(each -> each == '\n')).hasSize(1);
        var fields = JsonMapper.shared().readTree(text);
        assertThat(fields.path("path").asString()).isEqualTo(odd);
        assertThat(fields.path("callId").asString()).isEqualTo(odd);
        assertThat(fields.path("message").asString()).isEqualTo("GET " + odd + " 200 in 1.5 ms");
        assertThat(fields.path("service").asString()).isEqualTo("call-service");
    }

    @Test
    void aTerminalGetsText() throws Exception {
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, false, StandardCharsets.UTF_8));
        var lines = new AccessLines(environment, meters);
        lines.add(line("/api/calls/c\n1", "c\n1"));
        lines.destroy();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("2026-11-23T09:00:00Z  INFO callboard.access : "
                        + "GET /api/calls/c\\n1 200 in 1.5 ms, 12 bytes, trace t, request r, key pbx, call c\\n1\n");
        assertThat(dropped()).isZero();
    }

    private double dropped() {
        return meters.get("callboard.access.log.dropped").counter().count();
    }

    private static AccessLine line(String path, String callId) {
        return new AccessLine(
                Instant.parse("2026-11-23T09:00:00Z"), "GET", path, 200, 1.5, 12, "t", "r", "pbx", callId, 0);
    }
}
