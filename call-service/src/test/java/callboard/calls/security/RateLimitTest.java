package callboard.calls.security;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void bucketFillsSteadily() {
        var time = new SetTime();
        var limit = new RateLimit(2000, time);
        assertThat(limit.tryConsume(2000)).isTrue();
        assertThat(limit.tryConsume(1)).isFalse();
        time.now += Duration.ofMillis(100).toNanos();
        assertThat(limit.tryConsume(201)).isFalse();
        assertThat(limit.tryConsume(200)).isTrue();
        time.now += Duration.ofHours(1).toNanos();
        assertThat(limit.tryConsume(2001)).isFalse();
        assertThat(limit.tryConsume(2000)).isTrue();
    }

    @Test
    void evenASlowSendersBatchFits() {
        assertThat(new RateLimit(1, new SetTime()).tryConsume(1000)).isTrue();
    }

    @Test
    void whoSendsTooMuchIsToldWhenToComeBack() {
        // One event a second, and room for a thousand at once: what refills meanwhile does not matter.
        try (var service = RunningService.start(
                SharedService.REDIS,
                "callboard.security.events-per-second=1",
                "callboard.security.api-keys=tests:" + Api.KEY + ",other:another-senders-key")) {
            assertThat(batch(service.api, 900).status()).isEqualTo(200);
            var refused = batch(service.api, 900);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.text("code")).isEqualTo("rate_limited");
            assertThat(refused.text("message")).contains("nothing was taken");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(600, 900);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"events\";q=1000;w=1000");
            assertThat(refused.header("RateLimit")).matches("\"events\";r=\\d+;t=" + refused.header("Retry-After"));

            assertThat(service.api.post(Api.initiated(newCallId())).status()).isEqualTo(201);
            assertThat(service.api
                            .post(Api.initiated(newCallId()), Map.of("X-API-Key", "another-senders-key"))
                            .status())
                    .isEqualTo(201);
            // Refills by one a second at most: three hundred at once are more than is left.
            assertThat(IntStream.range(0, 300)
                            .map(i -> service.api.post("{}").status())
                            .anyMatch(status -> status == 429))
                    .isTrue();
            assertThat(service.api.get("/api/calls").status()).isEqualTo(200);
        }
    }

    @Test
    void keyHasItsOwnLimit() {
        var api = SharedService.SERVICE.api;
        var secret = api.post(
                        "/api/ops/keys",
                        "{\"name\":\"slow-%s\",\"role\":\"ingest\",\"eventsPerSecond\":1}".formatted(System.nanoTime()),
                        Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY))
                .text("secret");
        assertThat(batch(api, secret, 999).status()).isEqualTo(200);
        assertThat(batch(api, secret, 999).status()).isEqualTo(429);
        assertThat(batch(api, 999).status()).isEqualTo(200);
    }

    private static Api.Answer batch(Api api, int events) {
        return batch(api, Api.KEY, events);
    }

    /// Of events that mean nothing: what counts is that they were sent.
    private static Api.Answer batch(Api api, String key, int events) {
        return api.post(
                "/api/events/batch",
                IntStream.range(0, events).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]")),
                Map.of("Content-Type", "application/json", "X-API-Key", key));
    }

    private static final class SetTime implements TimeMeter {

        long now;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
