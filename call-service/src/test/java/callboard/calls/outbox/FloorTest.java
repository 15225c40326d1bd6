package callboard.calls.outbox;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloorTest {

    private final Floor floor = new Floor(0);

    @Test
    void followsWhatWentOutLongEnoughAgo() {
        floor.wentOut(List.of(99L, 100L), 0);
        floor.wentOut(List.of(200L), ms(499));
        assertThat(floor.above(ms(500))).isEqualTo(Floor.BOTTOM);

        floor.wentOut(List.of(300L), ms(500));
        floor.wentOut(List.of(400L), ms(999));
        assertThat(floor.above(ms(999))).isEqualTo(Floor.BOTTOM);

        floor.wentOut(List.of(500L), ms(1000));
        floor.above(ms(1000));
        assertThat(floor.above(ms(1001))).isEqualTo(300);
    }

    @Test
    void everythingIsLookedAtOnceASecond() {
        floor.wentOut(List.of(100L), ms(500));
        floor.wentOut(List.of(200L), ms(1000));

        assertThat(floor.above(ms(1000))).isEqualTo(Floor.BOTTOM);
        assertThat(floor.above(ms(1500))).isEqualTo(100);
        assertThat(floor.above(ms(1999))).isEqualTo(100);
        assertThat(floor.above(ms(2000))).isEqualTo(Floor.BOTTOM);
        assertThat(floor.above(ms(2001))).isEqualTo(100);
    }

    @Test
    void fallsWhereSomethingMayBeLeft() {
        floor.wentOut(List.of(100L), ms(500));
        floor.wentOut(List.of(200L), ms(1000));
        floor.above(ms(1000));

        floor.fall(ms(1100));
        assertThat(floor.above(ms(1200))).isEqualTo(Floor.BOTTOM);
        floor.wentOut(List.of(300L), ms(1600));
        assertThat(floor.above(ms(1700))).isEqualTo(Floor.BOTTOM);
    }

    /// As in a database that was set back to an earlier time.
    @Test
    void comesDownToIdsThatAreLowerThanBefore() {
        floor.wentOut(List.of(10_000L), ms(500));
        floor.wentOut(List.of(10_001L), ms(1000));
        floor.wentOut(List.of(5L), ms(1500));
        floor.wentOut(List.of(6L), ms(2000));
        floor.above(ms(2000));

        assertThat(floor.above(ms(2001))).isEqualTo(5);
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
