package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void aReportOfThePastHasTheTargetThatHeldThen() {
        var targets = new Targets();
        targets.add("legal_english", MARCH, 80);
        targets.add("legal_english", MAY, 90);

        assertThat(targets.percent("legal_english", MARCH.minusSeconds(1))).isEqualTo(80);
        assertThat(targets.percent("legal_english", MAY)).isEqualTo(80);
        assertThat(targets.percent("legal_english", MAY.plusSeconds(1))).isEqualTo(90);
    }
}
