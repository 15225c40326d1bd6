package callboard.calls.outbox;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import callboard.calls.outbox.OutboxRows.Look;
import callboard.calls.outbox.OutboxRows.OutboxRow;
import callboard.contracts.Channels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloorTest {

    private final Floor floor = new Floor(0);

    @Test
    void risesWhenAllTransactionsHaveEndedThatWereThere() {
        floor.wentOut(look(80, 100, 1, 2));
        floor.wentOut(look(99, 110, 3));
        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);

        floor.wentOut(look(100, 120, 4));
        assertThat(floor.above(1)).isEqualTo(2);
        floor.wentOut(look(120, 130, 5));
        assertThat(floor.above(1)).isEqualTo(4);
    }

    @Test
    void aLookThatRemovedNothingSaysNothingOfWhoElseIsThere() {
        floor.wentOut(new Look(rows(1), true, 80, OptionalLong.empty()));
        floor.wentOut(new Look(rows(2), true, 90, OptionalLong.empty()));

        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);
    }

    /// Those that the ended transactions left may lie beyond what the look could hold.
    @Test
    void doesNotRiseBeyondWhatALookHeld() {
        floor.wentOut(look(80, 100, 1, 1000));
        floor.wentOut(new Look(rows(2, 3), false, 100, OptionalLong.of(110)));
        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);

        floor.wentOut(new Look(rows(4, 1001), false, 110, OptionalLong.of(120)));
        assertThat(floor.above(1)).isEqualTo(1000);
    }

    @Test
    void everythingIsLookedAtOnceASecond() {
        risen(7);
        long second = Floor.WHOLE_EVERY.toNanos();

        assertThat(floor.above(second - 1)).isEqualTo(7);
        assertThat(floor.above(second)).isEqualTo(Floor.BOTTOM);
        assertThat(floor.above(second + 1)).isEqualTo(7);
        assertThat(floor.above(second + Duration.ofSeconds(1).toNanos())).isEqualTo(Floor.BOTTOM);
    }

    @Test
    void fallsWhereSomethingMayBeLeft() {
        risen(7);

        floor.fall();
        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);
        floor.wentOut(look(1000, 1010, 9));
        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);
    }

    /// As in a database that was set back to an earlier time.
    @Test
    void fallsForIdsThatAreLowerThanBefore() {
        risen(10_000);
        floor.wentOut(look(20, 30, 5));
        assertThat(floor.above(1)).isEqualTo(Floor.BOTTOM);

        floor.wentOut(look(30, 40, 6));
        assertThat(floor.above(1)).isEqualTo(5);
    }

    private void risen(long id) {
        floor.wentOut(look(80, 100, id));
        floor.wentOut(look(100, 110, id + 1));
        assertThat(floor.above(1)).isEqualTo(id);
    }

    private static Look look(long oldestRunning, long own, long... ids) {
        return new Look(rows(ids), true, oldestRunning, OptionalLong.of(own));
    }

    private static List<OutboxRow> rows(long... ids) {
        return LongStream.of(ids).mapToObj(id -> new OutboxRow(id, Channels.CALL_STATUS_UPDATES, "call", 1, "{}", Duration.ZERO))
                .toList();
    }
}
