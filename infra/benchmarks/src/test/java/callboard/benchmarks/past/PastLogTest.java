package callboard.benchmarks.past;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.benchmarks.Benchmarks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastLogTest {

    @TempDir
    private Path directory;

    @Test
    void tellsEveryCallToItsEndInTheOrderOfTime() throws IOException {
        var file = directory.resolve("queue_log");
        long lines = new PastLog("run", 1).write(file, 1000, Instant.parse("2026-03-01T00:00:00Z"), Duration.ofDays(1));

        var log = Files.readAllLines(file);
        assertThat(log)
                .hasSize((int) lines)
                .isSortedAccordingTo((a, b) -> second(a).compareTo(second(b)));
        assertThat(log).filteredOn(line -> line.contains("|ENTERQUEUE|")).hasSize(1000);
        assertThat(log)
                .filteredOn(line -> line.matches(".*\\|(COMPLETECALLER|ABANDON|EXITWITHTIMEOUT)\\|.*"))
                .hasSize(1000);
    }

    @Test
    void nonsenseOnTheCommandLineIsExplained() {
        var errors = new StringWriter();
        int exitCode =
                Benchmarks.commandLine().setErr(new PrintWriter(errors, true)).execute("import", "--calls=0");

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains("--calls");
    }

    private static Long second(String line) {
        return Long.valueOf(line.substring(0, line.indexOf('|')));
    }
}
