package callboard.simulator.mode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a run is over.
///
/// @param duration no call begins later; `null` for no end
/// @param patience how long a run that is broken off may take to hang up
record RunLimits(@Nullable Duration duration, Duration patience) {

    boolean reached(Duration elapsed) {
        return duration != null && elapsed.compareTo(duration) >= 0;
    }
}
