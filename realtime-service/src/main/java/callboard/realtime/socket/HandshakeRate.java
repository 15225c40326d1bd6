package callboard.realtime.socket;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many sessions each address has begun within this second.
final class HandshakeRate {

    private final int perSecond;
    private final Map<String, Integer> begun = new HashMap<>();
    private long windowStart;

    HandshakeRate(int perSecond) {
        this.perSecond = perSecond;
    }

    /// @param now in nanoseconds
    boolean admits(String address, long now) {
        if (begun.isEmpty() || now - windowStart >= TimeUnit.SECONDS.toNanos(1)) {
            begun.clear();
            windowStart = now;
        }
        return begun.merge(address, 1, Integer::sum) <= perSecond;
    }
}
