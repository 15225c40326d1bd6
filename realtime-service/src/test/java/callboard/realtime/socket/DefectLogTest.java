package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DefectLogTest {

    private final DefectLog defects = new DefectLog();

    @Test
    void manyDefectsAtOnceAreOneLine(CapturedOutput log) {
        for (int i = 0; i < 1_000; i++) {
            defects.add("Connection of client " + i + " closed", new IllegalStateException("broken\n\tby: this"));
        }

        assertThat(log.getAll().lines())
                .hasSizeBetween(1, 10)
                .allMatch(line -> line.contains("Connection of client"))
                .first()
                .asString()
                .contains("client 0 closed", "broken \tby: this at callboard.realtime.socket.DefectLogTest.");
    }
}
