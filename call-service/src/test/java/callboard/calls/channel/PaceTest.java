package callboard.calls.channel;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.channel.ChannelNotices.State;
import callboard.contracts.ChannelRoute;
import callboard.contracts.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    // A Monday.
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final State NEVER = new State(null, 0, null);

    private static ChannelRoute paced(int gathers, int pause) {
        return new ChannelRoute(null, null, null, null, gathers, pause, null);
    }

    private static boolean isDue(ChannelRoute route, State state, @Nullable Instant first) {
        return Pace.mayTell(route, "Europe/Madrid", state, NOW) && Pace.isGathered(route, first, NOW);
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "11, true"})
    void theFirstWaitsForOthers(int secondsAgo, boolean due) {
        assertThat(isDue(paced(10, 60), NEVER, NOW.minusSeconds(secondsAgo))).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, true"})
    void betweenTwoMessagesIsAPause(int secondsAgo, boolean due) {
        var state = new State(NOW.minusSeconds(secondsAgo), 0, null);
        assertThat(isDue(paced(0, 60), state, NOW.minusSeconds(59))).isEqualTo(due);
        assertThat(isDue(paced(0, 60), state, null)).isEqualTo(due);
    }

    @Test
    void whatIsOverWaitsForNothingElse() {
        assertThat(isDue(paced(3_600, 60), NEVER, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "0, true"})
    void aRetryWaits(int secondsToGo, boolean due) {
        var state = new State(null, 3, NOW.plusSeconds(secondsToGo));
        assertThat(isDue(paced(0, 60), state, NOW.minusSeconds(600))).isEqualTo(due);
    }

    @Test
    void outsideItsHoursNothingIsTold() {
        // Ten in London is eleven in Madrid.
        var until = new OpenHours(null, List.of("09:00-11:00"), null, null, null, null, null, null);
        var from = new OpenHours(null, List.of("11:00-12:00"), null, null, null, null, null, null);
        var elsewhere = new OpenHours("Europe/London", List.of("09:00-11:00"), null, null, null, null, null, null);
        assertThat(isDue(hours(until), NEVER, NOW.minusSeconds(600))).isFalse();
        assertThat(isDue(hours(from), NEVER, NOW.minusSeconds(600))).isTrue();
        assertThat(isDue(hours(elsewhere), NEVER, NOW.minusSeconds(600))).isTrue();
    }

    private static ChannelRoute hours(OpenHours hours) {
        return new ChannelRoute(null, null, null, hours, 0, 1, null);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 10", "2, 20", "6, 320", "7, 600", "8, 600", "1000000, 600"})
    void triesAreLaterAndLater(int failures, int seconds) {
        assertThat(Pace.retryAt(failures, null, NOW)).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void theOtherSideMayAskForMoreTimeAndNotForLess() {
        assertThat(Pace.retryAt(0, Duration.ofSeconds(30), NOW)).isEqualTo(NOW.plusSeconds(30));
        assertThat(Pace.retryAt(7, Duration.ofSeconds(30), NOW)).isEqualTo(NOW.plusSeconds(600));
    }
}
