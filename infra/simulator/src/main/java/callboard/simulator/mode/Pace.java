package callboard.simulator.mode;

import callboard.simulator.traffic.Delivery;
import java.time.Duration;

/// When a delivery should go out, since the start of the run.
interface Pace {

    Duration due(long index, Delivery delivery);

    /// When it happens in the call centre.
    static Pace realTime() {
        return (_, delivery) -> delivery.at();
    }

    /// So many a second, whatever the call centre's time says; only its order counts.
    static Pace steady(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("The rate must be above 0, not " + perSecond);
        }
        return (index, _) -> Duration.ofNanos((long) (index * 1e9 / perSecond));
    }
}
