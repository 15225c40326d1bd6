package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallStatus;
import callboard.contracts.WireEnum;
import callboard.viewers.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        var given = new HashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        var status = Optional.ofNullable(given.get("status")).map(word -> Set.of(WireEnum.of(CallStatus.class, word)));
        var from = Optional.ofNullable(given.get("from")).map(Instant::parse);
        var sort = Optional.ofNullable(given.get("sort")).flatMap(Sort::parse);
        var page = Optional.ofNullable(given.get("page")).map(Integer::valueOf);
        return new CallParameters(
                        status.orElse(null),
                        given.get("queueId"),
                        given.get("agentId"),
                        null,
                        null,
                        null,
                        from.orElse(null),
                        null,
                        sort.orElse(null),
                        page.orElse(null),
                        null,
                        null)
                .filter(Viewer.ANYBODY);
    }
}
