package callboard.calls.channel;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.Rule;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DigestTest {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    static Alert alert(String id, AlertLevel level, String queueId, @Nullable Instant clearedAt) {
        return new Alert(
                id,
                level,
                Rule.WAIT_SLA_EXCEEDED,
                "call-" + id,
                queueId,
                null,
                AT,
                AT.minusSeconds(30),
                30,
                "Call call-%s waits longer than 30 s".formatted(id),
                null,
                null,
                clearedAt);
    }

    private static Alert raised(String id, String queueId) {
        return alert(id, AlertLevel.BREACH, queueId, null);
    }

    private static Digest digest(List<Alert> raised, List<Alert> cleared) {
        return new Digest(raised, cleared, null, null);
    }

    @Test
    void oneIsToldInItsOwnWords() {
        assertThat(digest(List.of(raised("1", "sales")), List.of()).title())
                .isEqualTo("🔴 Breach [sales]: Call call-1 waits longer than 30 s");
        assertThat(digest(List.of(alert("1", AlertLevel.WARNING, "sales", null)), List.of())
                        .title())
                .isEqualTo("⚠️ Warning [sales]: Call call-1 waits longer than 30 s");
        assertThat(digest(List.of(), List.of(alert("1", AlertLevel.BREACH, "sales", AT)))
                        .title())
                .isEqualTo("✅ Over [sales]: Call call-1 waits longer than 30 s");
    }

    @Test
    void severalAreCountedByQueueTheMostFirst() {
        var raised = List.of(raised("1", "legal"), raised("2", "sales"), raised("3", "sales"), raised("4", "billing"));
        assertThat(digest(raised, List.of()).title()).isEqualTo("4 alerts: sales 2, billing 1, legal 1");
        assertThat(digest(raised.subList(1, 3), List.of()).title()).isEqualTo("2 alerts: sales");
        assertThat(digest(raised.subList(0, 1), List.of(alert("9", AlertLevel.BREACH, "sales", AT)))
                        .title())
                .isEqualTo("1 alert: legal; 1 over: sales");
    }

    @Test
    void queuesBeyondFiveAreCounted() {
        var raised = IntStream.rangeClosed(1, 7)
                .mapToObj(queue -> raised("" + queue, "queue-" + queue))
                .toList();
        assertThat(digest(raised, List.of()).title())
                .isEqualTo("7 alerts: queue-1 1, queue-2 1, queue-3 1, queue-4 1, queue-5 1 and 2 more queues");
    }

    @Test
    void breachesComeFirstAndWhatCanNotBeReadIsCounted() {
        var raised = Stream.concat(
                        Stream.of(alert("w", AlertLevel.WARNING, "sales", null)),
                        IntStream.rangeClosed(1, 11).mapToObj(call -> raised("" + call, "sales")))
                .toList();
        var lines = digest(raised, List.of(alert("over", AlertLevel.BREACH, "sales", AT)))
                .lines();
        assertThat(lines).hasSize(11).first().asString().startsWith("🔴 Breach [sales]: Call call-1 ");
        assertThat(lines.getLast()).isEqualTo("and 3 more");
    }
}
