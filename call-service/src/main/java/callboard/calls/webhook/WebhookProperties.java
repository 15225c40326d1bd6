package callboard.calls.webhook;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How messages are sent to webhooks' endpoints.
///
/// @param retries      how long after each failed attempt the next one is made, and up to a tenth of that longer; after
///         the last a message is given up
/// @param probe        how long an endpoint that fails is left alone at most, while others of its messages are due
/// @param inFlight     most messages that are on their way to an endpoint at the same time
/// @param waiting      so many messages may wait for an endpoint; beyond it, newer ones are dropped
/// @param look         how often to look for what was changed, and how much waits
/// @param poll         how often to look for messages
/// @param lease        how long a replica that has fallen silent keeps its endpoints from the others
/// @param oldSecret    how long the secret before signs too
/// @param keepAttempts how long attempts are listed
/// @param attempts     how many attempts are listed of each endpoint, about
/// @param keepFailed   how long messages that were given up can be replayed
@Validated
@ConfigurationProperties("callboard.webhooks")
record WebhookProperties(
        @NotNull @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @NotNull @DefaultValue("1m") Duration probe,
        @Min(1) @Max(1000) @DefaultValue("16") int inFlight,
        @Min(1) @Max(10_000_000) @DefaultValue("100000") int waiting,
        @NotNull @DefaultValue("1s") Duration look,
        @NotNull @DefaultValue("100ms") Duration poll,
        @NotNull @DefaultValue("5s") Duration lease,
        @NotNull @DefaultValue("24h") Duration oldSecret,
        @NotNull @DefaultValue("7d") Duration keepAttempts,
        @Min(1) @Max(10_000_000) @DefaultValue("10000") int attempts,
        @NotNull @DefaultValue("30d") Duration keepFailed) {

    @AssertTrue(message = "every duration must be longer than nothing, and there must be a retry")
    boolean isEveryDurationPositive() {
        return !retries.isEmpty()
                && Stream.concat(
                                retries.stream(),
                                Stream.of(probe, look, poll, lease, oldSecret, keepAttempts, keepFailed))
                        .allMatch(Duration::isPositive);
    }
}
