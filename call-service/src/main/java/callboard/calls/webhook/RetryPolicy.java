package callboard.calls.webhook;

import callboard.calls.outbound.OutboundHttp.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// When a message is tried again, by the schedule of
/// [Standard Webhooks](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md),
/// with jitter so that what failed together isn't tried together again. Later where the endpoint asks for it.
///
/// @param random from 0 to 1
record RetryPolicy(List<Duration> retries, DoubleSupplier random) {

    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);
    private static final double JITTER = 0.1;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    RetryPolicy {
        retries = List.copyOf(retries);
    }

    /// When a delivery that failed is tried again; empty when it was the last.
    Optional<Instant> next(Delivery failed) {
        int attempts = failed.message().attempts();
        if (attempts >= retries.size()) {
            return Optional.empty();
        }
        var delay = retries.get(attempts);
        var jittered = delay.plusNanos((long) (delay.toNanos() * JITTER * random.getAsDouble()));
        var asked = askedFor(failed).orElse(Duration.ZERO);
        return Optional.of(failed.at().plus(jittered.compareTo(asked) >= 0 ? jittered : asked));
    }

    /// How long the endpoint asks to be left alone, a day at most.
    Optional<Duration> askedFor(Delivery failed) {
        return failed.outcome() instanceof Answered answered
                        && (answered.status() == TOO_MANY_REQUESTS || answered.status() == SERVICE_UNAVAILABLE)
                ? Optional.ofNullable(answered.retryAfter())
                        .map(asked -> asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked)
                : Optional.empty();
    }
}
