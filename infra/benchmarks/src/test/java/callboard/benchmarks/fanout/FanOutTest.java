package callboard.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.benchmarks.Benchmarks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FanOutTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void everyDeliveryIsCounted() throws IOException {
        try (var service = new RelayingService()) {
            assertThat(run(
                            service,
                            "--rates=400,0 --pid=" + ProcessHandle.current().pid()))
                    .as(errors.toString())
                    .isZero();
        }
    }

    @Test
    void aDeliveryThatNeverComesIsMissed() throws IOException {
        try (var service = new RelayingService().losing(1)) {
            assertThat(run(service, "--rates=400")).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        try (var service = new RelayingService()) {
            assertThat(run(service, "--realtime=http://localhost:1")).isEqualTo(1);
            assertThat(run(service, "--redis=redis://localhost:1")).isEqualTo(1);
        }
        assertThat(errors.toString())
                .contains("A viewer was not let in")
                .contains("Redis can't be reached")
                .doesNotContain("\tat ");
    }

    @Test
    void nonsenseOnTheCommandLineIsExplained() throws IOException {
        try (var service = new RelayingService()) {
            assertThat(run(service, "--watching=100")).isEqualTo(2);
        }
        assertThat(errors.toString()).contains("--watching").doesNotContain("\tat ");
    }

    private int run(RelayingService service, String arguments) {
        var line = "fanout --sockets=12 --calls=6 --watching=2 --duration=1 --warmup=0 --json --realtime="
                + service.realtime() + " --redis=" + service.redis() + " " + arguments;
        return Benchmarks.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" "));
    }
}
