package callboard.calls.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.outbound.OutboundHttp.Answered;
import callboard.calls.outbound.OutboundHttp.Outcome;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import callboard.contracts.WebhookSettings;
import callboard.contracts.WebhookType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final WebhookProperties SHIPPED = new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("callboard.webhooks", Bindable.of(WebhookProperties.class));

    private final RetryPolicy policy = new RetryPolicy(SHIPPED.retries(), () -> 0);

    /// The example of the specification.
    @Test
    void theScheduleIsThatOfTheSpecification() {
        var sinceStart = new ArrayList<Duration>(List.of(Duration.ZERO));
        for (int attempts = 0; policy.next(failed(attempts, 500, null)).isPresent(); attempts++) {
            sinceStart.add(sinceStart
                    .getLast()
                    .plus(Duration.between(
                            NOW, policy.next(failed(attempts, 500, null)).orElseThrow())));
        }

        assertThat(sinceStart.stream()
                        .map(since -> "%02d:%02d:%02d"
                                .formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart())))
                .containsExactly(
                        "00:00:00",
                        "00:00:05",
                        "00:05:05",
                        "00:35:05",
                        "02:35:05",
                        "07:35:05",
                        "17:35:05",
                        "31:35:05",
                        "51:35:05",
                        "75:35:05");
    }

    @Test
    void whatFailedTogetherIsNotTriedTogetherAndNeverEarly() {
        var latest = new RetryPolicy(SHIPPED.retries(), () -> 1);

        assertThat(policy.next(failed(1, 500, null))).contains(NOW.plus(Duration.ofMinutes(5)));
        assertThat(latest.next(failed(1, 500, null))).contains(NOW.plus(Duration.ofSeconds(330)));
    }

    @Test
    void anEndpointThatAsksForMoreTimeGetsIt() {
        for (int status : new int[] {429, 503}) {
            assertThat(policy.next(failed(0, status, Duration.ofSeconds(90)))).contains(NOW.plusSeconds(90));
            assertThat(policy.askedFor(failed(0, status, Duration.ofSeconds(90))))
                    .contains(Duration.ofSeconds(90));
            assertThat(policy.next(failed(0, status, Duration.ofSeconds(2)))).contains(NOW.plusSeconds(5));
            assertThat(policy.next(failed(0, status, Duration.ofDays(400)))).contains(NOW.plus(Duration.ofDays(1)));
        }
        assertThat(policy.next(failed(0, 500, Duration.ofSeconds(90)))).contains(NOW.plusSeconds(5));
        assertThat(policy.next(new Delivery(webhook(), message(0), NOW, new Unanswered("?", Duration.ZERO))))
                .contains(NOW.plusSeconds(5));
    }

    private static Delivery failed(int attempts, int status, @Nullable Duration retryAfter) {
        return delivery(attempts, new Answered(status, retryAfter, "", Duration.ZERO));
    }

    static Delivery delivery(int attempts, Outcome outcome) {
        return new Delivery(webhook(), message(attempts), NOW, outcome);
    }

    static Webhook webhook() {
        return new Webhook(
                "crm",
                new WebhookSettings("https://crm.example/", true, null, null, null),
                new byte[0],
                null,
                null,
                1,
                "tests",
                NOW,
                null,
                null,
                null,
                false,
                0);
    }

    static Message message(int attempts) {
        return new Message(
                1,
                UUID.randomUUID(),
                WebhookType.CALL_ENDED,
                "call-1",
                "{}",
                NOW,
                attempts,
                attempts == 0 ? null : NOW);
    }
}
