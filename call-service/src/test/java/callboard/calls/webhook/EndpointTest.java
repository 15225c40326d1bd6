package callboard.calls.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.WebhookType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Endpoint endpoint = new Endpoint(RetryPolicyTest.webhook(), RetryPolicyTest.SHIPPED);

    @Test
    void soManyAreOnTheirWayAtTheSameTime() {
        for (int i = 0; i < 16; i++) {
            assertThat(endpoint.room(NOW)).isEqualTo(16 - i);
            endpoint.sent(message(i));
        }
        assertThat(endpoint.room(NOW)).isZero();

        endpoint.settled(message(3));
        assertThat(endpoint.room(NOW)).isEqualTo(1);
    }

    @Test
    void aMessageThatIsNotLikedHoldsNoOthersUp() {
        endpoint.failed(NOW);
        endpoint.failed(NOW);

        assertThat(endpoint.room(NOW)).isEqualTo(16);
    }

    @Test
    void whileItFailsItIsTriedWithOneMessageAtATimeAfterLongerAndLongerPauses() {
        var now = NOW;
        for (int i = 0; i < 16; i++) {
            endpoint.failed(now);
        }
        for (var pause : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(endpoint.room(now.plusSeconds(pause).minusMillis(1))).isZero();
            now = now.plusSeconds(pause);
            assertThat(endpoint.room(now)).isEqualTo(1);
            endpoint.sent(message(1));
            assertThat(endpoint.room(now)).isZero();
            endpoint.settled(message(1));
            endpoint.failed(now);
        }
    }

    @Test
    void onceItTakesSomethingItGetsAll() {
        for (int i = 0; i < 16; i++) {
            endpoint.failed(NOW);
        }
        var later = NOW.plusSeconds(5);
        endpoint.taken();

        assertThat(endpoint.room(later)).isEqualTo(16);
        for (int i = 0; i < 3; i++) {
            endpoint.failed(later);
        }
        assertThat(endpoint.room(later.plusSeconds(5))).isEqualTo(1);
    }

    @Test
    void onceItIsSetUpAnewItGetsAll() {
        for (int i = 0; i < 16; i++) {
            endpoint.failed(NOW);
        }
        var same = RetryPolicyTest.webhook();
        endpoint.refresh(same);
        assertThat(endpoint.room(NOW)).isZero();

        endpoint.refresh(new Webhook(
                same.name(), same.settings(), same.secret(), null, null, 2, "tests", NOW, null, null, null, false, 0));
        assertThat(endpoint.room(NOW)).isEqualTo(16);
    }

    @Test
    void oneThatIsMadeInThePlaceOfOneThatWasDeletedGetsAll() {
        for (int i = 0; i < 16; i++) {
            endpoint.failed(NOW);
        }
        var old = RetryPolicyTest.webhook();
        endpoint.refresh(new Webhook(
                old.name(),
                old.settings(),
                old.secret(),
                null,
                null,
                old.version(),
                "tests",
                NOW.plusSeconds(1),
                null,
                null,
                null,
                false,
                0));

        assertThat(endpoint.room(NOW)).isEqualTo(16);
    }

    @Test
    void whatAsksToBeLeftAloneIs() {
        endpoint.leaveAlone(NOW.plus(Duration.ofMinutes(2)));
        endpoint.leaveAlone(NOW.plus(Duration.ofMinutes(1)));

        assertThat(endpoint.room(NOW.plusSeconds(119))).isZero();
        assertThat(endpoint.room(NOW.plusSeconds(120))).isEqualTo(16);
    }

    @Test
    void itIsThisReplicasForAsLongAsItsLeaseFromBeforeThatWasTaken() {
        var lease = Duration.ofSeconds(5);
        endpoint.leased(1_000);

        assertThat(endpoint.isLeased(1_000 + lease.toNanos() - 1, lease)).isTrue();
        assertThat(endpoint.isLeased(1_000 + lease.toNanos(), lease)).isFalse();
    }

    private static Message message(long id) {
        return new Message(id, UUID.randomUUID(), WebhookType.CALL_ENDED, "call-1", "{}", NOW, 0, null);
    }
}
