package callboard.calls.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentMessagesTest {

    private static final OutboxRow ROW = new OutboxRow(1, 0, "call-alerts", "call", 1, "{}", Duration.ZERO);

    private final SentMessages sent = new SentMessages();

    @Test
    void whatWasSentAfterAPartIsKeptInOrder() {
        sent.add(List.of(ROW), 0);
        sent.add(List.of(ROW, ROW), 1);
        sent.add(List.of(ROW), 2);

        assertThat(sent.after(1)).extracting(SentMessages.Part::number).containsExactly(2L, 3L);
        assertThat(sent.number()).isEqualTo(3);
    }

    /// An idle replica would else send what is hours old, with a caller who has been erased since.
    @Test
    void whatIsOldIsForgottenThoughNothingWasSentSince() {
        sent.add(List.of(ROW), 0);
        sent.forget(SentMessages.KEPT.toNanos());
        assertThat(sent.after(0)).hasSize(1);

        sent.forget(SentMessages.KEPT.toNanos() + 1);

        assertThat(sent.after(0)).isEmpty();
        assertThat(sent.number()).isEqualTo(1);
    }

    @Test
    void noMoreIsKeptThanMemoryAllows() {
        for (int part = 0; part < 300; part++) {
            sent.add(Collections.nCopies(50, ROW), 0);
        }

        assertThat(sent.after(0)).hasSize(200);
        assertThat(sent.after(0).getLast().number()).isEqualTo(300);
    }
}
