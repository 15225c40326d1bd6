package callboard.calls.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The least by which the times of one sender's events lag behind their receipt: over the last minute, and over the
/// last hour, which is what its clock is usually off by.
final class SenderLag {

    private static final int SECONDS = 60;
    private static final int MINUTES = 60;
    private static final Duration FASTEST = Duration.ofMinutes(65);
    private static final long NONE = Long.MAX_VALUE;

    private final long[] bySecond = new long[SECONDS];
    private final long[] byMinute = new long[MINUTES];
    private long second;
    private boolean isNews;

    SenderLag() {
        Arrays.fill(bySecond, NONE);
        Arrays.fill(byMinute, NONE);
    }

    /// @return the least of the last minute, this one included
    synchronized Duration received(Instant occurredAt, Instant receivedAt) {
        long millis = Duration.between(occurredAt, receivedAt).toMillis();
        if (millis < -FASTEST.toMillis()) {
            // No clock, but a mistake in this event.
            return least(bySecond);
        }
        advance(receivedAt.getEpochSecond());
        int nowSecond = Math.floorMod(second, SECONDS);
        int nowMinute = Math.floorMod(second / 60, MINUTES);
        bySecond[nowSecond] = Math.min(bySecond[nowSecond], millis);
        byMinute[nowMinute] = Math.min(byMinute[nowMinute], millis);
        isNews = true;
        return least(bySecond);
    }

    /// The least of the last minute; of the last hour when nothing was heard since; else none.
    synchronized Duration now(Instant now) {
        advance(now.getEpochSecond());
        return isEmpty(bySecond) ? least(byMinute) : least(bySecond);
    }

    synchronized Duration latest(Instant now) {
        advance(now.getEpochSecond());
        return least(bySecond);
    }

    synchronized Duration usual(Instant now) {
        advance(now.getEpochSecond());
        return least(byMinute);
    }

    /// Answers once for any number of events.
    synchronized boolean isNews(Instant now) {
        advance(now.getEpochSecond());
        boolean was = isNews && !isEmpty(bySecond);
        isNews = false;
        return was;
    }

    private static boolean isEmpty(long[] millis) {
        return Arrays.stream(millis).allMatch(each -> each == NONE);
    }

    private static Duration least(long[] millis) {
        long least = Arrays.stream(millis).min().orElse(NONE);
        return least == NONE ? Duration.ZERO : Duration.ofMillis(least);
    }

    /// Forgets what is older than the windows.
    private void advance(long now) {
        if (now < second - SECONDS) {
            // Our own clock was set back: what it said before means nothing.
            Arrays.fill(bySecond, NONE);
            Arrays.fill(byMinute, NONE);
            second = now;
        }
        if (now <= second) {
            return;
        }
        for (long each = Math.max(second + 1, now - SECONDS + 1); each <= now; each++) {
            bySecond[Math.floorMod(each, SECONDS)] = NONE;
        }
        long minute = now / 60;
        for (long each = Math.max(second / 60 + 1, minute - MINUTES + 1); each <= minute; each++) {
            byMinute[Math.floorMod(each, MINUTES)] = NONE;
        }
        second = now;
    }
}
