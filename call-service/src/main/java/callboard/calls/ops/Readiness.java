package callboard.calls.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// The readiness probe as a meter, since `up` does not show a replica that runs but isn't ready.
@Component
class Readiness implements MeterBinder {

    private final ObjectProvider<HealthEndpoint> health;

    Readiness(ObjectProvider<HealthEndpoint> health) {
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("callboard.ready", this, readiness -> readiness.isUp() ? 1 : 0)
                .description("1 while the readiness probe says yes")
                .register(meters);
    }

    private boolean isUp() {
        var probe = health.getObject().healthForPath("readiness");
        return probe != null && Status.UP.equals(probe.getStatus());
    }
}
