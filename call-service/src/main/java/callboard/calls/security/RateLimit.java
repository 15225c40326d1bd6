package callboard.calls.security;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// How many events a sender may still send: a bucket that fills steadily, a second's worth deep, and never too small
/// for one whole batch. Each replica has its own; a sender that is spread over several gets as many times as much.
public final class RateLimit {

    private static final int LARGEST_BATCH = 1000;

    final int eventsPerSecond;
    private final int depth;
    private final Bucket bucket;

    public RateLimit(int eventsPerSecond) {
        this(eventsPerSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(int eventsPerSecond, TimeMeter time) {
        this.eventsPerSecond = eventsPerSecond;
        depth = Math.max(eventsPerSecond, LARGEST_BATCH);
        bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(depth).refillGreedy(eventsPerSecond, Duration.ofSeconds(1)))
                .build();
    }

    /// Takes them all or none.
    public boolean tryConsume(int events) {
        return bucket.tryConsume(events);
    }

    /// 429, and when it is worth another try. The fields are those of draft-ietf-httpapi-ratelimit-headers-11.
    public ResponseEntity<Object> exceeded(int events, Trace trace) {
        var state = bucket.estimateAbilityToConsume(events);
        long wait = Math.max(
                1,
                Math.ceilDiv(
                        state.getNanosToWaitForRefill(), Duration.ofSeconds(1).toNanos()));
        var problem = Problems.answer(Problems.problem(
                HttpStatus.TOO_MANY_REQUESTS,
                ProblemCode.RATE_LIMITED,
                "More than %,d events a second from this sender; send %s again in %d s"
                        .formatted(
                                eventsPerSecond, events == 1 ? "it" : "the batch, of which nothing was taken,", wait),
                trace));
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                .header(
                        "RateLimit-Policy",
                        "\"events\";q=%d;w=%d".formatted(depth, Math.ceilDiv(depth, eventsPerSecond)))
                .header("RateLimit", "\"events\";r=%d;t=%d".formatted(state.getRemainingTokens(), wait))
                .body(problem.getBody());
    }
}
