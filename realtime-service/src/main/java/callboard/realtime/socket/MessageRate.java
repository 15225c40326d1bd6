package callboard.realtime.socket;

import java.util.concurrent.TimeUnit;

/// How many messages one client has sent lately.
final class MessageRate {

    private static final int WINDOW_SECONDS = 10;

    private final int perWindow;
    private int said;
    private long windowStart;

    MessageRate(int perSecond) {
        perWindow = perSecond * WINDOW_SECONDS;
    }

    /// @param now in nanoseconds
    boolean admits(long now) {
        if (said == 0 || now - windowStart >= TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
            said = 0;
            windowStart = now;
        }
        said++;
        return said <= perWindow;
    }
}
