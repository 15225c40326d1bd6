package callboard.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessesTest {

    @Test
    void tellsWhatAProcessAndItsChildrenTake() throws IOException, InterruptedException {
        var start = new ProcessBuilder(
                        "sh", "-c", "read go; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo done; read end")
                .start();
        try {
            var watched = Processes.watch(Map.of("here", ProcessHandle.current().pid(), "shell", start.pid()));
            start.outputWriter().write("\n");
            start.outputWriter().flush();
            assertThat(start.inputReader().readLine()).isEqualTo("done");

            assertThat(watched.used()).hasSize(2).allSatisfy(use -> {
                assertThat(use.cpuSeconds()).as(use.name()).isPositive();
                assertThat(use.megabytes()).as(use.name()).isPositive();
            });
            assertThat(watched.table(1000)).contains("here", "shell", "CPU s/1000");
        } finally {
            start.destroy();
            start.waitFor();
        }
    }

    @Test
    void aProcessThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> Processes.watch(Map.of("postgres", 99_999_999L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99999999");
    }

    @Test
    void nothingWatchedIsNothingTold() {
        assertThat(Processes.watch(Map.of()).table(5)).isEmpty();
    }
}
