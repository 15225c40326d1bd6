package callboard.calls.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.outbox.OutboxRepository.OutboxBatch;
import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.contracts.Channels;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboxWatermarkTest {

    private final OutboxWatermark watermark = new OutboxWatermark(0);

    @Test
    void risesWhenAllTransactionsHaveEndedThatWereThere() {
        watermark.acknowledge(look(80, 100, 1, 2));
        watermark.acknowledge(look(99, 110, 3));
        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);

        watermark.acknowledge(look(100, 120, 4));
        assertThat(watermark.low(1)).isEqualTo(2);
        watermark.acknowledge(look(120, 130, 5));
        assertThat(watermark.low(1)).isEqualTo(4);
    }

    @Test
    void aLookThatRemovedNothingSaysNothingOfWhoElseIsThere() {
        watermark.acknowledge(new OutboxBatch(rows(1), true, 80, OptionalLong.empty(), false));
        watermark.acknowledge(new OutboxBatch(rows(2), true, 90, OptionalLong.empty(), false));

        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);
    }

    /// Those that the ended transactions left may lie beyond what the look could hold.
    @Test
    void doesNotRiseBeyondWhatALookHeld() {
        watermark.acknowledge(look(80, 100, 1, 1000));
        watermark.acknowledge(new OutboxBatch(rows(2, 3), false, 100, OptionalLong.of(110), false));
        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);

        watermark.acknowledge(new OutboxBatch(rows(4, 1001), false, 110, OptionalLong.of(120), false));
        assertThat(watermark.low(1)).isEqualTo(1000);
    }

    @Test
    void everythingIsLookedAtOnceASecond() {
        risen(7);
        long second = OutboxWatermark.WHOLE_EVERY.toNanos();

        assertThat(watermark.low(second - 1)).isEqualTo(7);
        assertThat(watermark.low(second)).isEqualTo(OutboxWatermark.BOTTOM);
        assertThat(watermark.low(second + 1)).isEqualTo(7);
        assertThat(watermark.low(second + Duration.ofSeconds(1).toNanos())).isEqualTo(OutboxWatermark.BOTTOM);
    }

    @Test
    void fallsWhereSomethingMayBeLeft() {
        risen(7);

        watermark.reset();
        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);
        watermark.acknowledge(look(1000, 1010, 9));
        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);
    }

    /// As in a database that was set back to an earlier time.
    @Test
    void fallsForIdsThatAreLowerThanBefore() {
        risen(10_000);
        watermark.acknowledge(look(20, 30, 5));
        assertThat(watermark.low(1)).isEqualTo(OutboxWatermark.BOTTOM);

        watermark.acknowledge(look(30, 40, 6));
        assertThat(watermark.low(1)).isEqualTo(5);
    }

    private void risen(long id) {
        watermark.acknowledge(look(80, 100, id));
        watermark.acknowledge(look(100, 110, id + 1));
        assertThat(watermark.low(1)).isEqualTo(id);
    }

    private static OutboxBatch look(long oldestRunning, long own, long... ids) {
        return new OutboxBatch(rows(ids), true, oldestRunning, OptionalLong.of(own), false);
    }

    private static List<OutboxRow> rows(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> new OutboxRow(id, 0, Channels.CALL_STATUS_UPDATES, "call", 1, "{}", Duration.ZERO))
                .toList();
    }
}
