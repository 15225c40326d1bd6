package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.e2e.faults.WebhookEndpoint.Arrival;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the faults' judge of webhooks finds.
class WebhookComparisonTest {

    private static final List<String> STORED = List.of("a 1 call.initiated", "a 2 call.ended", "x alert.raised");

    @Test
    void whatIsToldOnceAndInOrderIsRight() {
        var compared = WebhookComparison.of(STORED, List.of(first(), second(), alert("3")));

        assertThat(compared.messages()).isEqualTo(3);
        assertThat(compared.lost()).isEmpty();
        assertThat(compared.invented()).isEmpty();
        assertThat(compared.disordered()).isEmpty();
        assertThat(compared.unsigned()).isEmpty();
        assertThat(compared.repeats()).isZero();
        assertThat(compared.refusals()).isZero();
        assertThat(compared.latest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatNeverCameOrWasNeverTakenIsLost() {
        var compared = WebhookComparison.of(STORED, List.of(first(), refused(second())));

        assertThat(compared.lost()).containsExactlyInAnyOrder("a 2 call.ended", "x alert.raised");
        assertThat(compared.refusals()).isEqualTo(1);
    }

    @Test
    void whatNobodyStoredOrCameUnderASecondIdIsInvented() {
        var compared = WebhookComparison.of(
                STORED, List.of(first(), second(), alert("3"), alert("4"), call("5", "b", 1, "call.initiated")));

        assertThat(compared.invented()).containsExactlyInAnyOrder("x alert.raised", "b 1 call.initiated");
    }

    @Test
    void whatComesBeforeTheOneBeforeItIsTakenIsOutOfOrder() {
        assertThat(WebhookComparison.of(STORED, List.of(second(), first())).disordered())
                .containsExactly("a 2 call.ended");
        assertThat(WebhookComparison.of(STORED, List.of(refused(first()), second(), first()))
                        .disordered())
                .containsExactly("a 2 call.ended");
        assertThat(WebhookComparison.of(STORED, List.of(refused(first()), first(), second(), first()))
                        .disordered())
                .isEmpty();
    }

    @Test
    void whatIsTakenAgainUnderItsIdIsARepeat() {
        var compared = WebhookComparison.of(STORED, List.of(first(), first(), second(), alert("3"), first()));

        assertThat(compared.repeats()).isEqualTo(2);
        assertThat(compared.messages()).isEqualTo(3);
        assertThat(compared.invented()).isEmpty();
    }

    @Test
    void aWrongSignatureIsFound() {
        var forged = new Arrival("1", "a 1 call.initiated", "a", 1, true, false, Duration.ZERO);

        assertThat(WebhookComparison.of(STORED, List.of(forged)).unsigned()).containsExactly("a 1 call.initiated");
    }

    private static Arrival first() {
        return call("1", "a", 1, "call.initiated");
    }

    private static Arrival second() {
        return call("2", "a", 2, "call.ended");
    }

    private static Arrival call(String id, String callId, int sequence, String type) {
        return new Arrival(
                id,
                "%s %d %s".formatted(callId, sequence, type),
                callId,
                sequence,
                true,
                true,
                Duration.ofSeconds(sequence));
    }

    private static Arrival alert(String id) {
        return new Arrival(id, "x alert.raised", "a", 0, true, true, Duration.ZERO);
    }

    private static Arrival refused(Arrival arrival) {
        return new Arrival(
                arrival.id(),
                arrival.what(),
                arrival.callId(),
                arrival.sequence(),
                false,
                arrival.isSigned(),
                arrival.age());
    }
}
