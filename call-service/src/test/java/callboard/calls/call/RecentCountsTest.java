package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallStatus;
import callboard.contracts.WireEnum;
import callboard.contracts.viewer.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentCountsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Total MANY = new Total(10_000, true);

    private final RecentCounts counts = new RecentCounts();

    @Test
    void aCountIsRememberedForAWhileWhateverPageIsAskedFor() {
        counts.found(filter("from", NOON.toString()), MANY, 0);
        long last = RecentCounts.REMEMBERED.toNanos() - 1;

        assertThat(counts.of(filter("from", NOON.toString()), last)).isEqualTo(MANY);
        assertThat(counts.of(filter("from", NOON.toString(), "page", "7", "sort", "startTime"), last))
                .isEqualTo(MANY);
        assertThat(counts.of(filter("from", NOON.toString()), last + 1)).isNull();
    }

    @Test
    void itIsNotRememberedForLongerByBeingAskedForAgain() {
        counts.found(filter("from", NOON.toString()), MANY, 0);
        counts.found(filter("from", NOON.toString()), MANY, 1);

        assertThat(counts.of(filter("from", NOON.toString()), RecentCounts.REMEMBERED.toNanos()))
                .isNull();
    }

    @Test
    void noOtherFilterIs() {
        counts.found(filter("from", NOON.toString()), MANY, 0);

        assertThat(counts.of(filter("from", NOON.plusSeconds(1).toString()), 1)).isNull();
        assertThat(counts.of(filter("from", NOON.toString(), "status", "ended"), 1))
                .isNull();
        assertThat(counts.of(filter("from", NOON.toString(), "queueId", "medical_spanish"), 1))
                .isNull();
    }

    @Test
    void fewCallsAreCountedAnewEachTime() {
        counts.found(filter("agentId", "few"), new Total(RecentCounts.FEW, false), 0);
        counts.found(filter("agentId", "many"), new Total(RecentCounts.FEW + 1, false), 0);
        counts.found(filter("agentId", "rare"), new Total(0, true), 0);

        assertThat(counts.of(filter("agentId", "few"), 1)).isNull();
        assertThat(counts.of(filter("agentId", "many"), 1)).isNotNull();
        assertThat(counts.of(filter("agentId", "rare"), 1)).isNotNull();
    }

    @Test
    void theEldestIsForgottenForTheNewest() {
        for (int i = 0; i <= RecentCounts.MOST; i++) {
            counts.found(filter("from", NOON.plusSeconds(i).toString()), MANY, 0);
        }

        assertThat(counts.of(filter("from", NOON.toString()), 1)).isNull();
        assertThat(counts.of(filter("from", NOON.plusSeconds(1).toString()), 1)).isNotNull();
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
                        Optional.ofNullable(given.get("queueId")).map(List::of).orElse(null),
                        given.get("agentId"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        from.orElse(null),
                        null,
                        sort.orElse(null),
                        page.orElse(null),
                        null,
                        null)
                .filter(Viewer.ANYBODY, NOON);
    }
}
