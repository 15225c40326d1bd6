package callboard.simulator.sender;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before another try: twice as long each time up to a limit, scattered so that senders don't
/// march.
///
/// @param first   before the second try
/// @param longest the limit
public record BackOff(Duration first, Duration longest) {

    public static BackOff usual() {
        return new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /// @param tries made so far, 1 or more
    Duration after(int tries) {
        long doubled = first.toMillis() << Math.min(tries - 1, 20);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1));
    }
}
