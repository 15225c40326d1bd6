package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.viewers.Viewer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class UncountedTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final CappedCounts uncounted = new CappedCounts();

    @Test
    void aFilterIsRememberedForAWhileWhateverPageIsAskedFor() {
        uncounted.found(filter("from", NOON.toString()), 0);
        long last = CappedCounts.REMEMBERED.toNanos() - 1;

        assertThat(uncounted.has(filter("from", NOON.toString()), last)).isTrue();
        assertThat(uncounted.has(filter("from", NOON.toString(), "page", "7", "sort", "startTime"), last))
                .isTrue();
        assertThat(uncounted.has(filter("from", NOON.toString()), last + 1)).isFalse();
    }

    @Test
    void noOtherFilterIs() {
        uncounted.found(filter("from", NOON.toString()), 0);

        assertThat(uncounted.has(filter("from", NOON.plusSeconds(1).toString()), 1))
                .isFalse();
        assertThat(uncounted.has(filter("from", NOON.toString(), "status", "ended"), 1))
                .isFalse();
        assertThat(uncounted.has(filter("from", NOON.toString(), "queueId", "medical_spanish"), 1))
                .isFalse();
    }

    @Test
    void theEldestIsForgottenForTheNewest() {
        for (int i = 0; i <= CappedCounts.MOST; i++) {
            uncounted.found(filter("from", NOON.plusSeconds(i).toString()), 0);
        }

        assertThat(uncounted.has(filter("from", NOON.toString()), 1)).isFalse();
        assertThat(uncounted.has(filter("from", NOON.plusSeconds(1).toString()), 1))
                .isTrue();
    }

    private static CallFilter filter(String... parameters) {
        var all = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.add(parameters[i], parameters[i + 1]);
        }
        return CallFilter.from(all, Viewer.ANYBODY);
    }
}
